// Sealing on the phone. A finished form goes to the server's public key: the phone cannot read it any more.
// What the phone takes along lies under a key made from the PIN, which is kept nowhere.

const ROUNDS = 600_000;
const utf8 = new TextEncoder();

export const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

export const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

export function longText(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** An envelope that only the server opens: {number, wrapped, nonce, text}. */
export async function seal(form, number, publicKey) {
  const wrapping = await crypto.subtle.importKey("jwk", publicKey, { name: "RSA-OAEP", hash: "SHA-256" }, false, ["encrypt"]);
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const text = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, utf8.encode(JSON.stringify(form)));
  const wrapped = await crypto.subtle.encrypt({ name: "RSA-OAEP" }, wrapping, await crypto.subtle.exportKey("raw", key));
  return { number, wrapped: toText(wrapped), nonce: toText(nonce), text: longText(new Uint8Array(text)) };
}

/** The key of a PIN; `salt` is kept beside what it opens. */
export async function keyOf(pin, salt) {
  const raw = await crypto.subtle.importKey("raw", utf8.encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, raw, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

export const newSalt = () => crypto.getRandomValues(new Uint8Array(16));

export async function close(value, key) {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const text = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, utf8.encode(JSON.stringify(value)));
  return { nonce, text };
}

/** What was closed with this key; throws where it was another. */
export async function open(closed, key) {
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: closed.nonce }, key, closed.text);
  return JSON.parse(new TextDecoder().decode(plain));
}
