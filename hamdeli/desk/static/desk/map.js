// A map without tiles: outlines, centres as circles, families as dots, drawn on canvas from one GeoJSON address.
import { colour, digits, element, number, percent, rtl } from "./words.js";

const SMALLEST = 5;
const LARGEST = 26;
// Beyond so many centres the circles shrink, so that a whole province can be read.
const CROWD = 60;
const maps = new Map();

const fullness = (centre) => (centre.capacity ? centre.load / centre.capacity : 0);

function fillToken(share) {
  if (share > 1) return "--h-map-3";
  if (share >= 0.9) return "--h-map-2";
  return share >= 0.6 ? "--h-map-1" : "--h-map-0";
}

/** Text only: a name that looks like markup stays a name. */
function popup(centre, words) {
  const box = element("div");
  box.append(element("strong", centre.label));
  const said = `${words.load}: ${number(centre.load)} / ${number(centre.capacity)} (${percent(fullness(centre))})`;
  for (const line of [said, ...(centre.lines || [])]) box.append(element("div", line));
  if (centre.url) {
    const link = element("a", words.open);
    link.href = centre.url;
    box.append(link);
  }
  return box;
}

function outlines(features) {
  return window.L.geoJSON(features, {
    interactive: false,
    style: () => ({ color: colour("--h-line-strong"), weight: 1.5, fillColor: colour("--h-surface"), fillOpacity: 1 }),
  });
}

/** Regions shaded by their value; without a value they stay empty. A click leads to the region's own page. */
function regions(features) {
  const opacity = (shade) => (shade === null || shade === undefined ? 0 : 0.15 + 0.18 * shade);
  return window.L.geoJSON(features, {
    style: (feature) => ({
      color: colour("--h-line-strong"),
      weight: 1,
      fillColor: colour("--h-accent"),
      fillOpacity: opacity(feature.properties.shade),
    }),
    onEachFeature: (feature, layer) => {
      const region = feature.properties;
      layer.bindTooltip(element("span", `${region.label} · ${region.said}`), { sticky: true });
      if (region.url) layer.on("click", () => location.assign(region.url));
    },
  });
}

/** A family with a centre is a dot, one without an open ring: the shape says it, the colour only helps. */
const familyStyle = (placed) =>
  placed
    ? { radius: 2, weight: 0, fillColor: colour("--h-map-family"), fillOpacity: 0.75, interactive: false }
    : { radius: 4, weight: 1.75, color: colour("--h-map-unplaced"), fill: false, interactive: false };

function families(features) {
  return window.L.geoJSON(features, {
    pointToLayer: (feature, at) => window.L.circleMarker(at, familyStyle(feature.properties.placed !== false)),
  });
}

function centres(features, words) {
  const most = Math.max(1, ...features.map((feature) => feature.properties.load || 0));
  const scale = Math.max(0.4, Math.min(1, Math.sqrt(CROWD / features.length)));
  return window.L.geoJSON(features, {
    pointToLayer: (feature, at) => {
      const centre = feature.properties;
      const circle = window.L.circleMarker(at, {
        radius: scale * (SMALLEST + (LARGEST - SMALLEST) * Math.sqrt((centre.load || 0) / most)),
        weight: scale < 1 ? 0.75 : 1.5,
        color: colour("--h-surface"),
        fillColor: colour(fillToken(fullness(centre))),
        fillOpacity: 0.85,
      });
      circle.bindTooltip(element("span", `${centre.label} · ${number(centre.load)}`), { direction: "top" });
      circle.on("popupopen", () => circle.closeTooltip());
      return circle.bindPopup(() => popup(centre, words), { autoPan: true });
    },
  });
}

/** The stops of a way: the start, and numbered visits. */
function stops(features) {
  return window.L.geoJSON(features, {
    pointToLayer: (feature, at) => {
      const stop = feature.properties;
      const mark = element("span", stop.mark ?? (stop.number ? number(stop.number) : ""));
      const several = (stop.mark ?? "").length > 2 ? " h-map-stops" : "";
      const className = stop.number ? `h-map-stop${several}` : "h-map-start";
      const icon = window.L.divIcon({ className, html: mark, iconSize: [28, 28] });
      const made = window.L.marker(at, { icon, title: stop.label, alt: stop.label, keyboard: Boolean(stop.url) });
      if (!stop.url) return made;
      return made.bindPopup(() => {
        const box = element("div");
        const link = element("a", stop.open);
        link.href = stop.url;
        box.append(element("strong", stop.label), element("br"), link);
        return box;
      });
    },
  });
}

function ways(features) {
  return window.L.geoJSON(features, {
    interactive: false,
    style: () => ({ color: colour("--h-accent"), weight: 3, opacity: 0.7, fill: false }),
  });
}

function cell(row, name, text, figures) {
  const made = element(name, text, figures ? "h-figures" : "");
  if (name === "th") made.scope = row.parentElement?.tagName === "THEAD" ? "col" : "row";
  row.append(made);
  return made;
}

function table(features, words) {
  const made = element("table", undefined, "table");
  const head = made.createTHead().insertRow();
  cell(head, "th", words.centre);
  for (const word of [words.load, words.capacity, words.share]) cell(head, "th", word, true);
  const body = made.createTBody();
  for (const { properties: centre } of features) {
    const row = body.insertRow();
    const name = cell(row, "th", centre.url ? undefined : centre.label);
    if (centre.url) {
      const link = element("a", centre.label);
      link.href = centre.url;
      name.append(link);
    }
    for (const text of [number(centre.load), number(centre.capacity), percent(fullness(centre))]) {
      cell(row, "td", text, true);
    }
  }
  return made;
}

const ofKind = (collection, kind) => collection.features.filter((feature) => feature.properties.kind === kind);

function frame(place, words) {
  const { L } = window;
  const corner = rtl ? "topleft" : "topright";
  const map = L.map(place, { preferCanvas: true, zoomControl: false, attributionControl: false, zoomSnap: 0.25 });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut, position: corner }).addTo(map);
  map.on("popupopen", (event) => event.popup.getElement()?.querySelector("a")?.focus({ preventScroll: true }));
  return map;
}

function show(place) {
  const { map, collection, words, layers } = maps.get(place);
  layers.forEach((layer) => layer.remove());
  const fresh = [
    outlines(ofKind(collection, "outline")),
    regions(ofKind(collection, "region")),
    families(ofKind(collection, "family")),
    centres(ofKind(collection, "centre"), words),
    ways(ofKind(collection, "way")),
    stops(ofKind(collection, "stop")),
  ];
  fresh.forEach((layer) => layer.addTo(map));
  maps.get(place).layers = fresh;
  return window.L.featureGroup(fresh).getBounds();
}

async function draw(place) {
  const words = JSON.parse(place.dataset.words);
  const state = place.querySelector("[data-map-state]");
  maps.set(place, null);
  try {
    const answer = await fetch(place.dataset.map, { headers: { Accept: "application/geo+json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const collection = await answer.json();
    if (!collection.features.length) {
      state.textContent = words.empty;
      return;
    }
    maps.set(place, { map: frame(place, words), collection, words, layers: [] });
    maps.get(place).map.fitBounds(show(place), { padding: [24, 24] });
    state.hidden = true;
    const beside = place.closest("figure").querySelector("[data-map-table]");
    beside?.replaceChildren(table(ofKind(collection, "centre"), words));
    if (collection.attribution) {
      const source = element("p", undefined, "h-hint");
      source.append(element("bdi", digits(collection.attribution)));
      place.after(source);
    }
  } catch {
    state.hidden = false;
    state.textContent = words.failed;
  }
}

function drawAll(tries = 40) {
  const places = [...document.querySelectorAll("[data-map]")].filter((place) => !maps.has(place));
  if (!places.length) return;
  if (window.L) places.forEach(draw);
  else if (tries) setTimeout(drawAll, 50, tries - 1);
}

document.addEventListener("htmx:load", () => drawAll());
document.addEventListener("hamdeli:theme", () => {
  for (const [place, drawn] of maps) if (drawn) show(place);
});
drawAll();
