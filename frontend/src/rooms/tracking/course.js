// What the chart of a course shows, for the screen, for paper and for the meeting room.
const LIGHTS = {
  light: { blue: "#1d5fb4", green: "#23703f", yellow: "#8a5600", red: "#b3261e", grey: "#5a6472" },
  dark: { blue: "#7db1ef", green: "#6ec48d", yellow: "#e3b25c", red: "#f28b82", grey: "#a4b0c0" },
};
const GREYS = {
  light: { text: "#313c52", soft: "#5a6472", line: "#dfe3e8", due: "#8a94a3", ground: "#fff" },
  dark: { text: "#d5dbe4", soft: "#a4b0c0", line: "#37445a", due: "#8390a3", ground: "#182433" },
};
// Single quotes: the library writes them into an attribute of the SVG as they are.
const FONT = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif";

const day = (text) => new Date(`${text}T00:00:00+08:00`).getTime();
const pad = (number) => String(number).padStart(2, "0");
const written = (time) => {
  const at = new Date(time);
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
};
const grouped = (text) => {
  const [whole, rest] = String(text).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest ? `.${rest}` : "");
};

/** The due line runs on to where the chart ends, as the flat line of what has been promised. */
export function courseOption(data, { dark, large, narrow, paper }) {
  const mode = dark ? "dark" : "light";
  const [hue, grey] = [LIGHTS[mode][data.light], GREYS[mode]];
  const size = large ? 24 : 13;
  const { words, unit } = data;
  const text = { fontFamily: FONT, fontSize: size, color: grey.soft };
  const actual = data.actual.map(([at, value]) => [day(at), Number(value), value]);
  const until = data.due && data.due < data.today ? data.due : data.today;
  // A count stands until the next fact: its line is a stair that goes on to the day asked.
  if (data.stands && actual.length && actual.at(-1)[0] < day(until)) actual.push([day(until), ...actual.at(-1).slice(1)]);
  const exactOf = new Map(data.actual.map(([at, value, label, provisional]) => [day(at), { value, label, provisional }]));
  const last = actual.at(-1);
  const endLabel = (name, value) => `${name} ${grouped(value)}`;
  const series = [];

  if (data.band.length) series.push(...bandOf(data, hue, last));
  if (data.expected.length) {
    const [final] = data.expected.slice(-1);
    series.push({
      name: words.expected,
      type: "line",
      step: data.stepped ? "end" : false,
      data: data.expected.map(([at, value]) => [day(at), Number(value), value]),
      symbol: "none",
      lineStyle: { color: grey.due, width: large ? 4 : 2, type: [6, 5] },
      itemStyle: { color: grey.due },
      endLabel: { show: true, ...text, formatter: () => endLabel(words.expected, final[1]), distance: 6 },
      silent: true,
      z: 2,
    });
  }
  if (actual.length) {
    series.push({
      name: words.actual,
      type: "line",
      step: data.stands ? "end" : false,
      data: actual,
      symbol: "circle",
      symbolSize: actual.length > 60 ? 0 : large ? 12 : 7,
      showSymbol: actual.length <= 60,
      lineStyle: { color: hue, width: large ? 6 : 3 },
      itemStyle: { color: hue, borderColor: grey.ground, borderWidth: 1 },
      endLabel: { show: true, ...text, color: hue, fontWeight: 500, formatter: () => endLabel(words.actual, last[2]), distance: 8 },
      labelLayout: { moveOverlap: "shiftY" },
      emphasis: { disabled: true },
      z: 3,
      markLine: {
        silent: true,
        symbol: "none",
        animation: false,
        lineStyle: { color: grey.line, width: 1, type: "solid" },
        label: { ...text, fontSize: large ? 20 : 12, formatter: words.due, position: "insideEndTop", rotate: 0, offset: [0, -2] },
        data: data.due && !data.expected.length ? [{ xAxis: day(data.due) }] : [],
      },
    });
  }
  const years = data.starts && data.due && data.starts.slice(0, 4) === data.due.slice(0, 4);
  return {
    textStyle: { fontFamily: FONT },
    grid: { left: 8, right: narrow ? 88 : large ? 260 : 132, top: large ? 56 : 34, bottom: 8, containLabel: true },
    xAxis: {
      type: "time",
      axisLine: { lineStyle: { color: grey.line } },
      axisTick: { show: false },
      splitNumber: narrow ? 2 : 5,
      axisLabel: {
        ...text,
        hideOverlap: true,
        formatter: (at) => {
          const [y, m] = written(at).split("-");
          return years ? `${Number(m)}月` : m === "01" ? `${y}年` : `${y}-${m}`;
        },
      },
      min: data.starts ? Math.min(day(data.starts), actual[0]?.[0] ?? Infinity) : "dataMin",
    },
    yAxis: {
      type: "value",
      name: unit,
      nameTextStyle: { ...text, align: "left", padding: [0, 0, 0, -4] },
      nameGap: large ? 22 : 14,
      scale: data.expected.length === 2 && data.expected[0][1] === data.expected[1][1],
      splitNumber: 4,
      axisLabel: text,
      splitLine: { lineStyle: { color: grey.line } },
    },
    tooltip: paper
      ? undefined
      : {
          trigger: "axis",
          renderMode: "richText",
          backgroundColor: grey.ground,
          borderColor: grey.line,
          textStyle: { color: grey.text, fontSize: size, fontFamily: FONT },
          axisPointer: { lineStyle: { color: grey.due }, animation: false },
          formatter: (shown) => {
            const at = shown[0].value[0];
            const lines = shown.filter((one) => !one.seriesName.startsWith("\u0000")).map((one) => {
              const note = one.seriesName === words.actual ? exactOf.get(at) : null;
              const tail = [note?.label, note?.provisional ? words.provisional : ""].filter(Boolean).join("，");
              return `${one.seriesName} ${grouped(one.value[2] ?? one.value[1])}${unit ? ` ${unit}` : ""}${tail ? `（${tail}）` : ""}`;
            });
            return [written(at), ...lines].join("\n");
          },
        },
    series,
  };
}

/** The forecast: a band between low and high, and its middle, dotted. */
function bandOf({ band: ahead, words }, hue, last) {
  const band = last ? [[written(last[0]), last[2], last[2], last[2]], ...ahead] : ahead;
  const line = (name, values, more) => ({ name, type: "line", data: values, symbol: "none", silent: true, z: 1, ...more });
  return [
    line("\u0000low", band.map(([at, low]) => [day(at), Number(low), low]), { stack: "band", stackStrategy: "all", lineStyle: { opacity: 0 } }),
    line("\u0000high", band.map(([at, low, , high]) => [day(at), Number(high) - Number(low), high]), { stack: "band", stackStrategy: "all", lineStyle: { opacity: 0 }, areaStyle: { color: hue, opacity: 0.14 } }),
    line(words.forecast, band.map(([at, , middle]) => [day(at), Number(middle), middle]), { lineStyle: { color: hue, width: 2, type: [2, 4] } }),
  ];
}
