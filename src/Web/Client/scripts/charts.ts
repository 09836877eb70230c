import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { readTable } from "./modules/tables";
import { heightOf, options } from "./modules/chart-options";

use([AriaComponent, BarChart, GridComponent, LegendComponent, LineChart, SVGRenderer, TooltipComponent]);

/**
 * `<div class="chart" data-chart="TABLE-ID" data-kind="bar|stack|line">` draws the table of that id. The table stays on the page:
 * the chart is a second way to see the same numbers, and the only one that may be missing.
 */
for (const place of document.querySelectorAll<HTMLElement>(".chart[data-chart]")) {
  const table = document.getElementById(place.dataset.chart ?? "");
  if (table instanceof HTMLTableElement) {
    const chart = init(place, undefined, { renderer: "svg" });
    const draw = () => {
      const data = readTable(table);
      const height = heightOf(data, place);
      chart.clear();
      place.style.height = height === null ? "" : `${height}px`;
      chart.resize();
      chart.setOption(options(data, place), true);
    };

    // Turning the phone changes the width; our own change of the height must not draw again.
    let width = -1;
    new ResizeObserver(() => {
      if (place.clientWidth !== width) {
        width = place.clientWidth;
        draw();
      }
    }).observe(place);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  }
}
