import type { MeasureText } from './label-wishes.ts';

const MEASURE_PX = 100;

/** Measures texts as the map draws them, 600 weight. Asks the browser once a text. */
export function textMeasure(): MeasureText {
  const context = document.createElement('canvas').getContext('2d');
  if (context) context.font = `600 ${MEASURE_PX}px "Noto Sans SC", sans-serif`;
  const widths = new Map<string, number>();
  return (text, sizePx) => {
    let width = widths.get(text);
    if (width === undefined) {
      width = context?.measureText(text).width ?? text.length * MEASURE_PX;
      widths.set(text, width);
    }
    return (width / MEASURE_PX) * sizePx;
  };
}
