// The door: reads codes with the camera where the browser can, sends them, and makes ready for the next family.
const form = document.querySelector("[data-door-form]");
const field = form.querySelector("input[name=code]");
const scan = form.querySelector("[data-scan]");
const camera = document.querySelector("[data-camera]");
const video = document.querySelector("[data-video]");
const PAUSE = 300;
const SAME_AGAIN = 4000;
let stream = null;
let last = { code: "", at: 0 };

function ready() {
  field.value = "";
  if (!stream) field.focus();
}

function take(code) {
  if (code === last.code && Date.now() - last.at < SAME_AGAIN) return;
  last = { code, at: Date.now() };
  field.value = code;
  form.requestSubmit();
}

async function look(detector) {
  if (!stream) return;
  try {
    const [found] = await detector.detect(video);
    if (found) take(found.rawValue);
  } catch {
    // A frame that cannot be read is followed by the next one.
  }
  setTimeout(() => look(detector), PAUSE);
}

function stop() {
  for (const track of stream.getTracks()) track.stop();
  stream = null;
  camera.hidden = true;
  ready();
}

async function toggle() {
  if (stream) {
    stop();
    return;
  }
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    cannot();
    return;
  }
  video.srcObject = stream;
  camera.hidden = false;
  await video.play();
  look(new BarcodeDetector({ formats: ["qr_code"] }));
}

function cannot() {
  scan.hidden = true;
  form.querySelector("[data-no-scan]").hidden = false;
}

async function begin() {
  const known = "BarcodeDetector" in window ? await BarcodeDetector.getSupportedFormats() : [];
  if (known.includes("qr_code") && navigator.mediaDevices) scan.hidden = false;
  else cannot();
  ready();
}

scan.addEventListener("click", toggle);
document.addEventListener("htmx:afterRequest", (event) => {
  delete form.dataset.sent;
  if (event.target === form) ready();
  const answer = document.querySelector(".h-door-answer");
  if (navigator.vibrate && answer) navigator.vibrate(answer.dataset.door === "given" ? 80 : [80, 80, 200]);
});
begin();
