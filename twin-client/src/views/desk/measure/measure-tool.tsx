import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { geodesic, geodesicAreaM2, geodesicLengthM } from 'twin-core/geometry';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { areaText, lengthText } from '../../../state/measure/quantity-text.ts';
import { WALL_DARK } from '../../../state/palette.ts';
import { PlaceBoard, type PlaceWord } from '../../../state/place/place-board.ts';
import { PlaceDraft } from '../../../state/place/place-draft.ts';
import type { PlaceShape } from '../../../state/place/place-shape.ts';
import { useRoom } from '../desk.ts';
import { useTool } from '../use-tool.ts';
import type { GroundMeasure } from './kinds.ts';
import styles from './measure.module.css';
import { MeasureResult } from './measure-result.tsx';

const KINDS: readonly GroundMeasure[] = ['distance', 'area', 'height'];
/** Legs shorter than this in the whole are not written each: their numbers would cover the picture. */
const MOST_LEGS = 12;

/** Lengths of the legs, and what it comes to, beside the drawing. */
function wordsOf(kind: GroundMeasure, { points }: PlaceShape): readonly PlaceWord[] {
  const last = points.at(-1);
  if (!last || points.length < 2) return [];
  const legs: PlaceWord[] = points.slice(1).map((to, i) => {
    const from = points[i]!;
    return { at: [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], text: lengthText(geodesic(from, to).distanceM) };
  });
  const shown = points.length > 2 && legs.length <= MOST_LEGS ? legs : [];
  if (kind !== 'area')
    return [
      ...shown,
      { at: points.length === 2 ? legs[0]!.at : last, text: lengthText(geodesicLengthM(points)), strong: true },
    ];
  const middle = points.reduce(([x, y], [px, py]) => [x + px / points.length, y + py / points.length] as const, [
    0, 0,
  ] as const);
  return points.length < 3 ? legs : [...shown, { at: middle, text: areaText(geodesicAreaM2(points)), strong: true }];
}

/** An empty draft for a round of measuring: each begins with its own. */
function draftOf(kind: GroundMeasure, _round: number): PlaceDraft {
  return new PlaceDraft({ draw: kind === 'area' ? 'polygon' : 'line' });
}

/** Measures ways, areas and heights on the ground of the scene and of the map: clause 6.4.1-9. */
export function MeasureTool() {
  const { site } = useCenter();
  const format = useFormat();
  const surface = useRoom()?.surface ?? null;
  const [open, setOpen] = useTool('measure');
  const [kind, setKind] = useState<GroundMeasure>('distance');
  const [round, setRound] = useState(0);
  const draft = useMemo(() => draftOf(kind, round), [kind, round]);
  useSyncExternalStore(draft.revision.subscribe, draft.revision.get);
  useEffect(() => {
    if (!open || !surface) return;
    const board = new PlaceBoard(
      surface,
      {
        palette: WALL_DARK,
        name: 'measure-outline',
        heightM: site.frame.height,
        words: (shape) => wordsOf(kind, shape),
      },
      true,
    );
    board.work(draft, {
      onSave: () => setRound((before) => before + 1),
      onCancel: () => {
        if (draft.shape.points.length > 0) setRound((before) => before + 1);
        else setOpen(false);
      },
      corners: site.buildings.flatMap(({ footprint }) => footprint),
    });
    return () => board.destroy();
  }, [open, surface, draft, kind, site, setOpen]);
  const { shape, drawing } = draft;
  useEffect(() => {
    // A height lies between two points.
    if (kind === 'height' && drawing !== null && shape.points.length === 2) draft.finish();
  }, [kind, draft, drawing, shape]);
  return (
    <>
      <button type="button" aria-expanded={open} data-testid="measure" onClick={() => setOpen(!open)}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path
            d="M3 8h18v8H3zm2 2v4h14v-4h-1.500v2H16v-2h-1.500v2.800H13V10h-1.500v2H10v-2H8.500v2.800H7V10z"
            fill="currentColor"
            fillRule="evenodd"
          />
        </svg>
        {format.text('survey.open')}
      </button>
      {open && (
        <section className={styles.panel} aria-label={format.text('survey.title')} data-testid="ground-measure">
          <header>
            <h3>{format.text('survey.title')}</h3>
            <Button look="quiet" aria-label={format.text('survey.close')} onClick={() => setOpen(false)}>
              ✕
            </Button>
          </header>
          <div className={styles.kinds}>
            <Choice<GroundMeasure>
              label={format.text('survey.title')}
              value={kind}
              options={KINDS.map((value) => ({ value, label: format.text(`survey.kind.${value}`) }))}
              onChoose={setKind}
            />
          </div>
          {draft.isWhole ? (
            <>
              <MeasureResult kind={kind} points={shape.points} />
              <div className={styles.again}>
                <Button onClick={() => setRound((before) => before + 1)}>{format.text('survey.again')}</Button>
              </div>
            </>
          ) : (
            <p className={styles.note} role="status">
              {format.text(`survey.hint.${kind}`)}
            </p>
          )}
        </section>
      )}
    </>
  );
}
