// The door without a signal: a code is typed or read by the camera, and looked up in the list that was taken along.

import { day } from "./days.js";
import { byId, digits, line, made, number, plainDigits, said, words } from "./pages.js";

const PAUSE = 300;
let stream = null;

export const codeIn = (text) => plainDigits(text).replace(/[^0-9]/g, "");

/** The answer to a code: the line, and what to say. */
export function answerTo(delivery, code) {
  const line = delivery.lines.find((each) => each.code === code);
  if (!line) return { say: words.notListed };
  return line.came ? { say: words.already, line } : { say: words.give, line, given: true };
}

export function drawDoors(list, open) {
  const rows = list.deliveries.map((delivery) => {
    const button = line(made("strong", { textContent: delivery.title }), made("span", { textContent: about(delivery) }));
    button.addEventListener("click", () => open(delivery));
    return made("div", { className: "h-phone-row" }, button);
  });
  byId("doors").replaceChildren(...rows);
  byId("doors-title").hidden = !rows.length;
}

function about(delivery) {
  const came = delivery.lines.filter((line) => line.came).length;
  return `${said(delivery.what)} · ${day(delivery.on)} · ${number(came)} ${words.of} ${number(delivery.lines.length)}`;
}

export function drawDoor(delivery, answer, code) {
  byId("door-title").textContent = delivery.title;
  byId("door-about").textContent = about(delivery);
  const place = byId("door-answer");
  place.hidden = !answer;
  if (!answer) return;
  place.dataset.given = Boolean(answer.given);
  const { line } = answer;
  const who = line ? [made("bdi", { textContent: line.name }), ` · ${number(line.members)} ${words.members}`] : [];
  place.replaceChildren(
    made("strong", { textContent: answer.say }),
    made("span", { className: "h-code", dir: "ltr", textContent: digits(code.replace(/(\d{3})(?=\d)/g, "$1-")) }),
    made("span", {}, ...who),
  );
  navigator.vibrate?.(answer.given ? 80 : [80, 80, 200]);
}

// ---- the camera, where the browser reads codes

export async function offerCamera(take) {
  const known = "BarcodeDetector" in window ? await BarcodeDetector.getSupportedFormats() : [];
  const can = known.includes("qr_code") && navigator.mediaDevices;
  byId("door-scan").hidden = !can;
  byId("door-no-scan").hidden = Boolean(can);
  byId("door-scan").onclick = () => (stream ? stopCamera() : startCamera(take));
}

async function startCamera(take) {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    byId("door-scan").hidden = true;
    byId("door-no-scan").hidden = false;
    return;
  }
  const video = byId("door-video");
  video.srcObject = stream;
  video.hidden = false;
  await video.play();
  look(new BarcodeDetector({ formats: ["qr_code"] }), take, "");
}

async function look(detector, take, before) {
  if (!stream) return;
  const [found] = await detector.detect(byId("door-video")).catch(() => []);
  if (found && found.rawValue !== before) await take(found.rawValue);
  setTimeout(() => look(detector, take, found?.rawValue ?? before), PAUSE);
}

export function stopCamera() {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
  byId("door-video").hidden = true;
}
