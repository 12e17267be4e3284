// Photographs: scaled and drawn anew, so that neither place nor time nor camera goes along.

import { longText } from "./sealing.js";

export const MOST = 5;
const LARGEST_FILE = 25 * 1024 * 1024;
const LARGEST = 600_000;
const SIDES = [1600, 1200, 800];
const QUALITIES = [0.85, 0.7, 0.5];

export class Unfit extends Error {}

/** The picture as base64url text of a JPEG of at most 1600 dots; throws Unfit("tooLarge") or Unfit("noPicture"). */
export async function scaled(file) {
  if (file.size > LARGEST_FILE) throw new Unfit("tooLarge");
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Unfit("noPicture");
  });
  for (const side of SIDES) {
    const canvas = drawn(bitmap, side);
    for (const quality of QUALITIES) {
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
      if (blob && blob.size <= LARGEST) return longText(new Uint8Array(await blob.arrayBuffer()));
    }
  }
  throw new Unfit("tooLarge");
}

function drawn(bitmap, side) {
  const ratio = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * ratio));
  canvas.height = Math.max(1, Math.round(bitmap.height * ratio));
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}
