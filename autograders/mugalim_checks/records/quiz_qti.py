"""A quiz as a content package of QTI 2.1: one item a question, a test of them, a manifest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from mugalim_checks.archives import zipped
from mugalim_checks.records.quiz import Question, Quiz, mixed

_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_CARDINALITIES = {
    "single": ("single", "identifier"),
    "multiple": ("multiple", "identifier"),
    "match": ("multiple", "directedPair"),
    "order": ("ordered", "identifier"),
    "short": ("single", "string"),
}


def package(quiz: Quiz) -> bytes:
    """The .zip: imsmanifest.xml, test.xml, and item01.xml onward."""
    names = [f"item{number:02}" for number in range(1, len(quiz.questions) + 1)]
    members = [("imsmanifest.xml", _manifest(names)), ("test.xml", _test(quiz, names))]
    for name, question in zip(names, quiz.questions, strict=True):
        members.append((f"{name}.xml", _item(name, question, quiz.language)))
    return zipped((name, _written(root)) for name, root in members)


def _written(root: Element) -> bytes:
    indent(root)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    made = SubElement(parent, tag, attributes)
    made.text = text or None
    return made


def _manifest(names: Sequence[str]) -> Element:
    root = Element("manifest", {"xmlns": _PACKAGE, "identifier": "quiz"})
    metadata = _add(root, "metadata")
    _add(metadata, "schema", "IMS Content")
    _add(metadata, "schemaversion", "1.1")
    _add(root, "organizations")
    resources = _add(root, "resources")
    test = _resource(resources, "test", "imsqti_test_xmlv2p1")
    for name in names:
        _add(test, "dependency", identifierref=name)
        _resource(resources, name, "imsqti_item_xmlv2p1")
    return root


def _resource(resources: Element, name: str, type: str) -> Element:
    made = _add(resources, "resource", identifier=name, type=type, href=f"{name}.xml")
    _add(made, "file", href=f"{name}.xml")
    return made


def _test(quiz: Quiz, names: Sequence[str]) -> Element:
    title = quiz.title or "1"
    root = Element("assessmentTest", {"xmlns": _QTI, "identifier": "test", "title": title})
    modes = {"navigationMode": "nonlinear", "submissionMode": "individual"}
    part = _add(root, "testPart", identifier="part", **modes)
    section = _add(part, "assessmentSection", identifier="section", title=title, visible="true")
    for name in names:
        _add(section, "assessmentItemRef", identifier=name, href=f"{name}.xml")
    return root


def _item(name: str, question: Question, language: str | None) -> Element:
    about = {"identifier": name, "title": question.stem[:80]}
    fixed = {"adaptive": "false", "timeDependent": "false"}
    spoken = {"xml:lang": language} if language else {}
    root = Element("assessmentItem", {"xmlns": _QTI, **about, **fixed, **spoken})
    _declare_response(root, question)
    _outcome(root, "SCORE", "single", "float")
    several = "multiple" if question.type == "multiple" else "single"
    _outcome(root, "FEEDBACK", several, "identifier")
    body = _add(root, "itemBody")
    if question.address:
        _add(_add(body, "p"), "a", question.address, href=question.address)
    _interaction(body, question)
    _processing(root, question)
    for identifier, text in _feedback(question):
        shown = {"outcomeIdentifier": "FEEDBACK", "identifier": identifier, "showHide": "show"}
        _add(root, "modalFeedback", text, **shown)
    return root


def _declare_response(root: Element, question: Question) -> None:
    cardinality, base = _CARDINALITIES[question.type]
    declared = _add(
        root, "responseDeclaration", identifier="RESPONSE", cardinality=cardinality, baseType=base
    )
    right = _add(declared, "correctResponse")
    for value in _right(question):
        _add(right, "value", value)
    if question.answers:
        mapping = _add(declared, "mapping", defaultValue="0")
        for answer in question.answers:
            key = {"mapKey": answer, "mappedValue": "1", "caseSensitive": "false"}
            _add(mapping, "mapEntry", **key)


def _right(question: Question) -> Iterator[str]:
    if question.options:
        yield from (f"O{n}" for n, option in enumerate(question.options, 1) if option.is_key)
    elif question.pairs:
        rights = mixed(tuple(right for _, right in question.pairs))
        yield from (
            f"L{n} R{rights.index(pair[1]) + 1}" for n, pair in enumerate(question.pairs, 1)
        )
    elif question.steps:
        steps = mixed(question.steps)
        yield from (f"S{steps.index(step) + 1}" for step in question.steps)
    else:
        yield question.answers[0]


def _outcome(root: Element, identifier: str, cardinality: str, base: str) -> None:
    _add(root, "outcomeDeclaration", identifier=identifier, cardinality=cardinality, baseType=base)


def _interaction(body: Element, question: Question) -> None:
    """What a pupil answers by, under the question's words."""
    if question.options:
        most = "1" if question.type == "single" else "0"
        asked = _asked(body, "choiceInteraction", question, maxChoices=most)
        for number, option in enumerate(question.options, 1):
            _add(asked, "simpleChoice", option.text, identifier=f"O{number}")
    elif question.pairs:
        _match(body, question)
    elif question.steps:
        asked = _asked(body, "orderInteraction", question)
        for number, step in enumerate(mixed(question.steps), 1):
            _add(asked, "simpleChoice", step, identifier=f"S{number}")
    else:
        _add(body, "p", question.stem)
        _add(_add(body, "p"), "textEntryInteraction", responseIdentifier="RESPONSE")


def _asked(body: Element, tag: str, question: Question, **more: str) -> Element:
    asked = _add(body, tag, responseIdentifier="RESPONSE", shuffle="false", **more)
    _add(asked, "prompt", question.stem)
    return asked


def _match(body: Element, question: Question) -> None:
    pairs = str(len(question.pairs))
    asked = _asked(body, "matchInteraction", question, maxAssociations=pairs)
    lefts = tuple(left for left, _ in question.pairs)
    sides = {"L": lefts, "R": mixed(tuple(right for _, right in question.pairs))}
    for letter, texts in sides.items():
        side = _add(asked, "simpleMatchSet")
        most = "1" if letter == "L" else pairs
        for number, text in enumerate(texts, 1):
            _add(
                side, "simpleAssociableChoice", text, identifier=f"{letter}{number}", matchMax=most
            )


def _processing(root: Element, question: Question) -> None:
    """One point for the right answer; each option's feedback, or that of the whole question."""
    processing = _add(root, "responseProcessing")
    whether = _add(_add(processing, "responseCondition"), "responseIf")
    if question.answers:
        above = _add(whether, "gt")
        _add(above, "mapResponse", identifier="RESPONSE")
        _add(above, "baseValue", "0", baseType="float")
    else:
        same = _add(whether, "match")
        _add(same, "variable", identifier="RESPONSE")
        _add(same, "correct", identifier="RESPONSE")
    _add(_add(whether, "setOutcomeValue", identifier="SCORE"), "baseValue", "1", baseType="float")
    said = _add(processing, "setOutcomeValue", identifier="FEEDBACK")
    if question.options:
        _add(said, "variable", identifier="RESPONSE")
    else:
        _add(said, "baseValue", "WHOLE", baseType="identifier")


def _feedback(question: Question) -> Iterator[tuple[str, str]]:
    for number, option in enumerate(question.options, 1):
        if option.feedback:
            yield f"O{number}", option.feedback
    if question.feedback and not question.options:
        yield "WHOLE", question.feedback
