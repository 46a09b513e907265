/** The page about usage: its two charts, drawn from the figures in the page. */

import uPlot from "../vendor/uplot/uPlot.esm.js";

const HEIGHT = 240;
const data = document.getElementById("usage-chart");
const dark = matchMedia("(prefers-color-scheme: dark)");
let charts = [];

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function axis(more) {
  const grid = { stroke: colour("--line"), width: 1 };
  return { stroke: colour("--soft"), grid, ticks: grid, ...more };
}

function options(element, label, kind) {
  const line = kind === "balances";
  return {
    width: element.clientWidth,
    height: HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1e3), "Etc/UTC"),
    scales: { x: { range: (_, first, last) => [first - 43200, last + 43200] }, y: { range: (_, low, high) => [Math.min(0, low * 1.1), Math.max(1, high * 1.1)] } },
    axes: [axis({ values: (_, days) => days.map(day) }), axis({ size: 70, values: (_, values) => values.map((value) => value.toLocaleString("en")) })],
    series: [
      { label: "Day", value: (_, seconds) => seconds === null ? "–" : day(seconds) },
      {
        label,
        stroke: colour("--accent"),
        fill: line ? undefined : colour("--accent"),
        width: line ? 2 : 0,
        paths: line ? uPlot.paths.stepped({ align: 1 }) : uPlot.paths.bars({ size: [0.7, 40] }),
        points: { show: false },
        value: (_, value) => value === null ? "–" : value.toLocaleString("en"),
      },
    ],
  };
}

function day(seconds) {
  return new Date(seconds * 1e3).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
}

function draw() {
  for (const { chart } of charts) chart.destroy();
  const figures = JSON.parse(data.textContent);
  const days = figures.dates.map((date) => Date.parse(date) / 1e3);
  charts = [...document.querySelectorAll("[data-chart]")].map((element) => {
    const kind = element.dataset.chart;
    const label = kind === "balances" ? "Balance" : "Synapses";
    element.style.minHeight = `${HEIGHT}px`;
    return { element, chart: new uPlot(options(element, label, kind), [days, figures[kind]], element) };
  });
}

function resize() {
  for (const { element, chart } of charts) {
    chart.setSize({ width: element.clientWidth, height: HEIGHT });
  }
}

if (data) {
  // An empty chart takes no room, so that nothing is missing without this script.
  for (const element of document.querySelectorAll("[data-chart]")) element.style.display = "block";
  for (const figures of document.querySelectorAll("[data-figures]")) figures.open = false;
  draw();
  addEventListener("resize", resize);
  dark.addEventListener("change", draw);
}
