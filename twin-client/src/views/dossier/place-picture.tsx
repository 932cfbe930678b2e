import { useEffect, useMemo, useRef, useState } from 'react';
import { type PlacePoint, PlaceView } from '../../bim/place/place-view.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { priorityClass } from '../../kit/marks.tsx';
import { THEMES } from '../../kit/theme/tokens.ts';
import { WebglUnavailable } from '../../state/webgl-unavailable.ts';
import { bytesOf } from './bytes-of.ts';
import type { DossierBook } from './dossier-book.ts';
import styles from './place-picture.module.css';
import { Section } from './section.tsx';

/** The place in 3D: the storeys of the alarms, the buildings around, each alarm where its device is. */
export function PlacePicture({ book }: { book: DossierBook }) {
  const format = useFormat();
  const container = useRef<HTMLDivElement>(null);
  const [points, setPoints] = useState<readonly PlacePoint[]>([]);
  const [still, setStill] = useState('');
  const [noWebgl, setNoWebgl] = useState(false);
  const marks = useMemo(() => marksOf(book), [book]);
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    try {
      const view = new PlaceView(element, {
        models: book.all('model').map(({ data, ...model }) => ({ ...model, data: bytesOf(data) })),
        blocks: book.first('surroundings')?.buildings ?? [],
        points: marks.map(({ at }) => at),
        background: THEMES.light.raised,
        onDraw: setPoints,
        onReady: setStill,
      });
      return () => view.dispose();
    } catch (cause) {
      if (!(cause instanceof WebglUnavailable)) throw cause;
      setNoWebgl(true);
    }
  }, [book, marks]);
  return (
    <Section
      title={format.text('dossier.place')}
      note={format.text('dossier.placeHint')}
      empty={noWebgl && format.text('dossier.noWebgl')}
    >
      <div className={styles.frame}>
        <div ref={container} className={styles.view} data-testid="place" />
        {points.map(
          ({ x, y, seen }, at) =>
            seen &&
            marks[at] && (
              <span
                key={marks[at].code}
                className={`${styles.mark} ${marks[at].priority === null ? styles.near : priorityClass(marks[at].priority)}`}
                style={{ left: x, top: y }}
                title={book.nameOf(marks[at].code)}
                data-mark={marks[at].code}
              >
                <svg viewBox="0 0 16 16" aria-hidden="true">
                  <path d={marks[at].priority === null ? 'M8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z' : 'M8 0 16 8 8 16 0 8z'} />
                </svg>
                {marks[at].priority !== null && <b>{book.nameOf(marks[at].code)}</b>}
              </span>
            ),
        )}
      </div>
      {still !== '' && <img className={styles.still} src={still} alt={format.text('dossier.place')} />}
    </Section>
  );
}

/** Devices of the dossier, with the priority of the most urgent of their alarms; null for those without one. */
function marksOf(book: DossierBook) {
  return book.all('device').map(({ code, at }) => {
    const priorities = book.all('alarm').flatMap(({ device, priority }) => (device === code ? [priority] : []));
    return { code, at, priority: priorities.sort()[0] ?? null };
  });
}
