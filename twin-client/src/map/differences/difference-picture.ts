import type { LonLat } from '../../state/ground-plan.ts';
import type { Palette } from '../../state/palette.ts';
import { css, rgba } from '../color.ts';

/** What becomes of something: there before alone, there after alone, in both and otherwise. */
export type DifferenceMark = 'lost' | 'gained' | 'changed';

/** Alarms of one place that differ. */
export interface MarkedPlace {
  readonly mark: DifferenceMark;
  readonly at: LonLat;
  /** How many alarms; told from two on. */
  readonly count: number;
  /** The place that is pointed at in the table. */
  readonly chosen: boolean;
}

/** Where a guard stands, and whether that is tried or was so before. */
export interface MarkedPost {
  readonly name: string;
  readonly at: LonLat;
  readonly state: 'kept' | 'tried' | 'left';
}

/** What of two courses differs on the ground. */
export interface DifferencePicture {
  readonly places: readonly MarkedPlace[];
  readonly posts: readonly MarkedPost[];
  /** Ways of guards over the ground, as they were and as they would be. */
  readonly ways: readonly { readonly line: readonly LonLat[]; readonly isTried: boolean }[];
  /** Ground that cameras see at one time alone: squares, as rings. */
  readonly cells: readonly { readonly ring: readonly LonLat[]; readonly isGained: boolean }[];
  /** Letters of the marks in the language of the page. */
  readonly letters: Readonly<Record<DifferenceMark, string>>;
}

/** Marks are so large on the screen. */
export const MARK_PX = 22;

/** A mark's color: what is lost is cold, what comes on top is warm, what is otherwise is white. */
function markColor(mark: DifferenceMark, { priority, selection }: Palette): string {
  return mark === 'lost' ? priority[4] : mark === 'gained' ? priority[2] : selection;
}

/** Paints a mark by shape, color and letter, in a square of `size` pixels from the origin. */
export function paintMark(
  context: CanvasRenderingContext2D,
  mark: DifferenceMark,
  letter: string,
  palette: Palette,
  size: number,
): void {
  const [middle, reach] = [size / 2, size / 2 - size * 0.06];
  context.beginPath();
  if (mark === 'changed') context.arc(middle, middle, reach, 0, Math.PI * 2);
  else if (mark === 'lost')
    context.roundRect(middle - reach * 0.86, middle - reach * 0.86, reach * 1.72, reach * 1.72, size * 0.08);
  else {
    context.moveTo(middle, middle - reach);
    context.lineTo(middle + reach, middle);
    context.lineTo(middle, middle + reach);
    context.lineTo(middle - reach, middle);
    context.closePath();
  }
  context.fillStyle = css(rgba(palette.background, 0.92));
  context.fill();
  context.strokeStyle = markColor(mark, palette);
  context.lineWidth = size * 0.09;
  context.lineJoin = 'round';
  context.stroke();
  context.fillStyle = markColor(mark, palette);
  context.font = `600 ${size * 0.46}px "Noto Sans SC", sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(letter, middle, middle + size * 0.02);
}
