// Pieces: pictures and sounds that a state names by digest, kept by the page or else by the kernel.

import { askPage } from "./surface.js";

const PIECE_PATIENCE = 120000; // milliseconds for the kernel, which may have to open a large picture
const PIECE_SIZES = [160, 320, 640, 1280]; // pixels of the longer side in which pictures are shown

/**
 * @typedef {import("./surface.js").Model} Model
 * @typedef {{digest: string, name: string, size: number,
 *   photo: {width: number, height: number, has_place?: boolean, likeness?: string}|null}} Piece
 * @typedef {{longest?: number, crop?: {left: number, top: number, width: number, height: number}, place?: false}} PieceChange
 */

/**
 * Keep the bytes of a picture or a sound; settled once the school has them and has measured them.
 * While there is no connection it waits. Rejects with a sentence for her.
 * @param {Model} model
 * @param {HTMLElement} el
 * @param {Blob} blob
 * @param {string} name her name for the file
 * @returns {Promise<Piece>}
 */
export async function keepPiece(model, el, blob, name) {
  const asked = askPageForPiece(model, el, { what: "keep-piece", blob, name });
  if (asked) return asked;
  const { content } = await askKernelForPiece(model, { type: "keep-piece", name }, [await blob.arrayBuffer()]);
  return content.piece;
}

/**
 * A new piece made of another one: smaller, cut, without the place where it was taken.
 * @param {Model} model
 * @param {HTMLElement} el
 * @param {Piece} piece
 * @param {PieceChange} change `longest` in pixels, `crop` in parts of the whole from 0 to 1
 * @returns {Promise<Piece>}
 */
export async function changePiece(model, el, piece, change) {
  const { digest, name } = piece;
  const asked = askPageForPiece(model, el, { what: "change-piece", digest, name, change });
  if (asked) return asked;
  return (await askKernelForPiece(model, { type: "change-piece", digest, name, change })).content.piece;
}

/**
 * An address for an `img` or `audio` element; a picture is shown small, never larger than it is.
 * @param {Model} model
 * @param {HTMLElement} el
 * @param {string} digest
 * @param {number} [longest] pixels of the longer side that are needed
 * @returns {Promise<string>}
 */
export async function pieceAddress(model, el, digest, longest = 640) {
  const size = PIECE_SIZES.find((each) => each >= longest) ?? PIECE_SIZES[PIECE_SIZES.length - 1];
  const asked = askPageForPiece(model, el, { what: "piece-address", digest, longest: size });
  if (asked) return asked;
  const { content, buffers } = await askKernelForPiece(model, { type: "show-piece", digest, longest: size });
  return dataAddress(new Blob([buffers[0]], { type: content.media }));
}

/**
 * What the page does, where there is one; a school that is away has no sentence of its own.
 * @param {Model} model
 * @param {HTMLElement} el
 * @param {Record<string, any>} asked
 * @returns {Promise<any>|undefined}
 */
function askPageForPiece(model, el, asked) {
  const answer = askPage(el, { exercise: model.get("exercise"), kind: model.get("kind"), ...asked });
  return answer?.catch((error) => { throw new Error(error.message || model.get("words").not_saved); });
}

/**
 * One question to the kernel, and its answer: only in the Lab.
 * @param {Model} model
 * @param {Record<string, any>} content
 * @param {ArrayBuffer[]} [buffers]
 * @returns {Promise<{content: any, buffers: any[]}>}
 */
function askKernelForPiece(model, content, buffers) {
  const request = Math.random().toString(36).slice(2);
  return new Promise((settle, refuse) => {
    const end = (/** @type {() => void} */ act) => {
      clearTimeout(timer);
      model.off("msg:custom", heard);
      act();
    };
    const heard = (/** @type {any} */ said, /** @type {any[]} */ more) => {
      if (said?.type !== "piece" || said.request !== request) return;
      end(() => (said.sentence ? refuse(new Error(said.sentence)) : settle({ content: said, buffers: more ?? [] })));
    };
    const timer = setTimeout(() => end(() => refuse(new Error(model.get("words").not_saved))), PIECE_PATIENCE);
    model.on("msg:custom", heard);
    model.send({ ...content, request }, undefined, buffers);
  });
}

/** @param {Blob} blob @returns {Promise<string>} */
function dataAddress(blob) {
  return new Promise((settle, refuse) => {
    const reader = new FileReader();
    reader.onload = () => settle(String(reader.result));
    reader.onerror = () => refuse(reader.error);
    reader.readAsDataURL(blob);
  });
}
