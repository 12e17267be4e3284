// Drawing on the map: the corners of a service area, or the place of a centre. What is drawn is written into the fields
// of the form beside it, where it can be read, changed and sent without a map.
import { colour, digits, element } from "./words.js";

const ASCII = (text) =>
  text.replace(/[۰-۹]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹".indexOf(digit)).replace(/[٠-٩]/g, (digit) => "٠١٢٣٤٥٦٧٨٩".indexOf(digit)).replace(/[٫/]/g, ".");
const NEAR = 12;

function pairOf(line) {
  const parts = ASCII(line).trim().split(/[\s,،;؛]+/).map(Number);
  return parts.length === 2 && parts.every(Number.isFinite) ? parts : null;
}

const written = ([latitude, longitude]) => digits(`${latitude.toFixed(5)} ${longitude.toFixed(5)}`);

/** The corners of an area: one a line in the textarea. */
function areaFields() {
  const lines = document.querySelector("[data-corners]");
  return {
    changed: (act) => lines.addEventListener("input", act),
    read: () => lines.value.split("\n").map(pairOf).filter(Boolean),
    write: (corners) => {
      lines.value = corners.map(written).join("\n");
    },
    add: (corners, at) => [...corners, at],
  };
}

/** The one place of a centre: two inputs. */
function pointFields() {
  const [latitude, longitude] = ["latitude", "longitude"].map((name) => document.querySelector(`[name=${name}]`));
  return {
    changed: (act) => [latitude, longitude].forEach((input) => input.addEventListener("input", act)),
    read: () => [pairOf(`${latitude.value} ${longitude.value}`)].filter(Boolean),
    write: ([at]) => [latitude, longitude].forEach((input, which) => {
      input.value = digits(at[which].toFixed(5));
    }),
    add: (_corners, at) => [at],
  };
}

function drawnOf(corners) {
  const accent = colour("--h-accent");
  const dots = corners.map((at) => window.L.circleMarker(at, { radius: 6, weight: 2, color: accent, fillOpacity: 0.4, interactive: false }));
  if (corners.length < 2) return dots;
  return [window.L.polygon(corners, { color: accent, weight: 3, fillOpacity: 0.15, interactive: false }), ...dots];
}

/** A settlement with its name, so that one finds one's way without tiles. */
function named(label, at, line) {
  const dot = window.L.circleMarker(at, { radius: 2, weight: 0, fillColor: line, fillOpacity: 1, interactive: false });
  return dot.bindTooltip(element("span", label), { permanent: true, direction: "top", className: "h-map-name" });
}

/** What is there already: areas of others, centres, places. */
function ground(collection) {
  const line = colour("--h-line-strong");
  return window.L.geoJSON(collection.features.filter((feature) => feature.properties.kind !== "stop"), {
    interactive: false,
    style: () => ({ color: line, weight: 1.5, fillOpacity: 0.1, dashArray: "4 4" }),
    pointToLayer: (feature, at) => {
      const { kind, label } = feature.properties;
      if (kind === "name") return named(label, at, line);
      return window.L.circleMarker(at, { radius: kind === "centre" ? 6 : 3, weight: 1, color: line, interactive: false });
    },
  });
}

async function begin(place) {
  const state = place.querySelector("[data-map-state]");
  const fields = place.dataset.drawing === "area" ? areaFields() : pointFields();
  try {
    const answer = await fetch(place.dataset.source, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const collection = await answer.json();
    const map = window.L.map(place, { attributionControl: false, zoomSnap: 0.25 }).setView(collection.around, NEAR);
    const behind = ground(collection).addTo(map);
    if (behind.getBounds().isValid()) map.fitBounds(behind.getBounds().extend(collection.around), { padding: [16, 16], maxZoom: NEAR });
    const layer = window.L.featureGroup().addTo(map);
    const show = () => {
      layer.clearLayers();
      drawnOf(fields.read()).forEach((each) => each.addTo(layer));
    };
    const put = (corners) => {
      fields.write(corners);
      show();
    };
    map.on("click", (event) => put(fields.add(fields.read(), [event.latlng.lat, event.latlng.lng])));
    fields.changed(show);
    document.querySelector("[data-drawing-undo]")?.addEventListener("click", () => put(fields.read().slice(0, -1)));
    document.querySelector("[data-drawing-clear]")?.addEventListener("click", () => put([]));
    show();
    if (layer.getBounds().isValid()) map.fitBounds(layer.getBounds(), { padding: [24, 24], maxZoom: 14 });
    state.hidden = true;
  } catch {
    state.hidden = false;
    state.textContent = place.dataset.failed;
  }
}

function beginAll(tries = 40) {
  const places = [...document.querySelectorAll("[data-drawing]")];
  if (window.L) places.forEach(begin);
  else if (tries) setTimeout(beginAll, 50, tries - 1);
}

beginAll();
