import type { EChartsCoreOption } from "echarts/core";
import type { TableData } from "./tables";

const tones = ["done", "progress", "open", "exempt", "deferred", "late"];

/** Surfaces of these tones are not drawn in their text colour, here as little as in the coverage bar. */
const fills: Readonly<Record<string, string>> = { open: "open-fill", away: "away-fill" };

/** Below this width bars lie down, so that names keep a line each. */
const narrow = 640;
const lies = (place: HTMLElement) => place.dataset.kind !== "line" && place.clientWidth < narrow;

/** A chart that lies down grows with its rows; null leaves the height to the style sheet. */
export function heightOf(data: TableData, place: HTMLElement): number | null {
  const size = Number.parseFloat(getComputedStyle(place).fontSize);
  const bars = place.dataset.kind === "stack" ? 1 : data.series.length;
  return lies(place) ? data.categories.length * (bars + 0.7) * size * 1.6 + footOf(data, place) + size * 4 : null;
}

/** What the legend needs at the foot: its items wrap, and the axis must not stand in them. */
function footOf(data: TableData, place: HTMLElement): number {
  const size = Number.parseFloat(getComputedStyle(place).fontSize) * 0.85;
  const width = data.series.reduce((sum, one) => sum + [...one.name].length * size + 50, 0);
  return data.series.length > 1 ? Math.ceil(width / place.clientWidth) * (size + 14) + 12 : 8;
}

export function options(data: TableData, place: HTMLElement): EChartsCoreOption {
  const style = getComputedStyle(place);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const kind = place.dataset.kind ?? "bar";
  const text = { color: token("--ink"), fontFamily: style.fontFamily, fontSize: Number.parseFloat(style.fontSize) * 0.85 };
  const sideways = lies(place);
  const fill = (tone: string) => token(`--${fills[tone] ?? tone}`);
  const names = { type: "category", data: data.categories, inverse: sideways, axisLabel: { ...text, interval: 0 }, axisLine: { lineStyle: { color: token("--rule-strong") } } };
  const amounts = { type: "value", axisLabel: { ...text, color: token("--ink-soft") }, splitLine: { lineStyle: { color: token("--rule") } } };
  return {
    animation: false,
    // Patterns besides colours, and a spoken summary.
    aria: { enabled: true, label: { description: data.caption }, decal: { show: true } },
    color: tones.map(fill),
    textStyle: text,
    legend: { show: data.series.length > 1, bottom: 0, textStyle: text },
    // Drawn as SVG text: an HTML tooltip needs style attributes, which our Content-Security-Policy forbids.
    tooltip: { trigger: "axis", renderMode: "richText", backgroundColor: token("--surface"), borderColor: token("--rule-strong"), textStyle: text },
    grid: { top: 16, left: 8, right: 16, bottom: footOf(data, place), containLabel: true },
    xAxis: sideways ? amounts : names,
    yAxis: sideways ? names : amounts,
    series: data.series.map((one) => ({
      name: one.name,
      color: one.tone === "" ? undefined : fill(one.tone),
      data: one.values,
      type: kind === "line" ? "line" : "bar",
      stack: kind === "stack" ? "all" : undefined,
      itemStyle: { borderColor: token("--surface"), borderWidth: kind === "line" ? 0 : 1 },
      barMaxWidth: 36,
      symbolSize: 8,
    })),
  };
}
