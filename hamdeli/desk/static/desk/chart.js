// Charts from the data beside them: SVG, described for screen readers, in the colours of the theme that is shown.
import { colour, element, language, number, percent, rtl } from "./words.js";

const PALETTE = ["--h-chart-1", "--h-chart-2", "--h-chart-3", "--h-chart-4"];
const drawn = new Map();
const LINE = 1.5;

const axisStyle = (ink, line) => ({
  axisLabel: { color: ink, fontFamily: "inherit", fontSize: 13, hideOverlap: true },
  axisLine: { lineStyle: { color: line } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: line } },
});

function series(each, data) {
  return {
    name: each.name,
    data: each.values,
    type: data.kind === "line" ? "line" : "bar",
    stack: data.kind === "stacked" ? "all" : undefined,
    barMaxWidth: 34,
    barGap: "15%",
    lineStyle: { width: 3 },
    symbolSize: 8,
    itemStyle: { borderRadius: data.kind === "stacked" ? 0 : 3 },
  };
}

function axes(data, write, ink, line) {
  const lying = data.kind === "horizontal";
  const names = { type: "category", data: data.categories, ...axisStyle(ink, line), splitLine: { show: false } };
  const values = { type: "value", name: data.unit, nameTextStyle: { color: ink }, ...axisStyle(ink, line) };
  values.axisLabel = { ...values.axisLabel, formatter: write };
  // The line of writing decides where a chart begins: time and bars run from the reader's start.
  if (lying) {
    const below = { ...values, inverse: rtl, nameLocation: "middle", nameGap: 32 };
    return { yAxis: { ...names, inverse: true, position: rtl ? "right" : "left" }, xAxis: below };
  }
  return { xAxis: { ...names, inverse: rtl }, yAxis: { ...values, position: rtl ? "right" : "left" } };
}

function option(data) {
  const ink = colour("--h-ink-soft");
  const line = colour("--h-line");
  const write = data.percent ? percent : number;
  const lying = data.kind === "horizontal";
  return {
    aria: { enabled: true, label: { enabled: true } },
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 400,
    backgroundColor: "transparent",
    color: PALETTE.map((token) => colour(token)),
    textStyle: { fontFamily: "Vazirmatn, sans-serif", fontSize: 13, color: colour("--h-ink") },
    title: { show: false, text: data.title },
    // The room for names is measured before their font is there, and in Persian comes out too narrow.
    grid: {
      top: data.series.length > 1 ? 52 : 34,
      bottom: lying ? 36 : 12,
      left: lying && !rtl ? 36 : 16,
      right: lying && rtl ? 36 : 16,
      containLabel: true,
    },
    legend: {
      show: data.series.length > 1,
      top: 0,
      align: rtl ? "right" : "left",
      [rtl ? "right" : "left"]: 0,
      textStyle: { color: colour("--h-ink"), fontFamily: "Vazirmatn, sans-serif" },
    },
    tooltip: {
      renderMode: "richText",
      trigger: "axis",
      axisPointer: { type: data.kind === "line" ? "line" : "shadow" },
      backgroundColor: colour("--h-surface"),
      borderColor: line,
      textStyle: { color: colour("--h-ink"), fontFamily: "Vazirmatn, sans-serif", align: rtl ? "right" : "left" },
      valueFormatter: write,
    },
    ...axes(data, write, ink, line),
    series: data.series.map((each) => series(each, data)),
  };
}

function draw(place) {
  const data = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  drawn.get(place)?.dispose();
  // Names beside lying bars need a line each.
  if (data.kind === "horizontal") place.style.minBlockSize = `${data.categories.length * LINE + 5}rem`;
  const locale = language.startsWith("fa") ? "FA" : "EN";
  const chart = window.echarts.init(place, null, { renderer: "svg", locale });
  chart.setOption(option(data));
  drawn.set(place, chart);
}

/** The chart as a picture: drawn once more on a canvas beside the page, on the ground of the theme that is shown. */
function picture(place) {
  const data = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  const canvas = element("div");
  const locale = language.startsWith("fa") ? "FA" : "EN";
  const size = { width: place.clientWidth, height: place.clientHeight };
  const chart = window.echarts.init(canvas, null, { renderer: "canvas", locale, ...size });
  chart.setOption({ ...option(data), animation: false });
  const link = element("a");
  link.href = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: colour("--h-surface") });
  link.download = `${place.id}.png`;
  link.click();
  chart.dispose();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-chart-picture]");
  if (button && window.echarts) picture(document.getElementById(button.dataset.chartPicture));
});

function drawAll(tries = 40) {
  const places = [...document.querySelectorAll("[data-chart]")].filter((place) => !drawn.has(place));
  if (!places.length) return;
  if (window.echarts) places.forEach(draw);
  else if (tries) setTimeout(drawAll, 50, tries - 1);
}

function forgetGone() {
  for (const [place, chart] of drawn) {
    if (!place.isConnected) {
      chart.dispose();
      drawn.delete(place);
    }
  }
}

document.addEventListener("htmx:load", () => {
  forgetGone();
  drawAll();
});
document.addEventListener("hamdeli:theme", () => [...drawn.keys()].forEach(draw));
window.addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));
document.fonts.ready.then(() => drawAll());
