"""A file sent to the school in parts, as the lesson's page sends it."""

import json
from dataclasses import dataclass
from typing import Any

from hub_config.school.serving import LESSON, Client
from tornado.httpclient import HTTPResponse

UPLOADS = f"api/uploads/{LESSON}"


@dataclass(frozen=True)
class Sender:
    """Somebody's page that sends files to one lesson."""

    client: Client
    path: str = UPLOADS

    async def begin(self, name: str, size: int, **more: Any) -> HTTPResponse:
        """Say what will come."""
        about = {"exercise": "register", "purpose": "answer", "name": name, "size": size, **more}
        return await self.client.write(self.path, json.dumps(about))

    async def part(self, upload: str, offset: object, content: bytes) -> HTTPResponse:
        """Send a part."""
        headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        path = f"{self.path}/{upload}"
        return await self.client.write(path, content, method="PATCH", headers=headers)

    async def how_far(self, upload: str) -> HTTPResponse:
        """Ask how much has come."""
        return await self.client.ask(f"{self.path}/{upload}")

    async def forget(self, upload: str) -> HTTPResponse:
        """Take the file back."""
        headers = {"X-Mugalim": "1"}
        return await self.client.ask(f"{self.path}/{upload}", method="DELETE", headers=headers)

    async def send(self, name: str, content: bytes, size: int = 400_000, **more: Any) -> Any:
        """Send a whole file in parts of `size` bytes; the last answer."""
        answer = await self.begin(name, len(content), **more)
        if answer.code != 201 or "done" in said(answer):
            return answer
        upload = said(answer)["upload"]
        for offset in range(0, len(content), size):
            answer = await self.part(upload, offset, content[offset : offset + size])
        return answer


def said(answer: HTTPResponse) -> Any:
    """What an answer holds."""
    return json.loads(answer.body)
