import { useMemo, useRef, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { type DrawKind, PlaceDraft } from '../../../state/place/place-draft.ts';
import { useAddress, useDesk } from '../desk.ts';
import { useTool } from '../use-tool.ts';
import type { Place, PlaceKind } from './place.ts';
import type { PlaceEdit } from './place-edit.ts';
import { PlaceForm } from './place-form.tsx';
import { PlaceList } from './place-list.tsx';
import styles from './places.module.css';
import { usePlaceBoard } from './use-place-board.ts';
import { usePlaces } from './use-places.ts';

/** Zones, shelters, routes and camera views: listed, drawn and changed in the scene and on the map. Clauses 5.8.8, 7.2.4. */
export function PlaceTool() {
  const desk = useDesk();
  const format = useFormat();
  const { selection } = useAddress();
  const [open, setOpen] = useTool('places');
  const [filter, setFilter] = useState<PlaceKind | 'all'>('all');
  const [edit, setEdit] = useState<PlaceEdit | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const loaded = usePlaces(open);
  const places = loaded.last ?? NONE;
  const picked = selection?.kind === 'zone' ? selection.code : chosen;

  const saver = useRef<() => void>(() => undefined);
  const shown = useMemo(
    () =>
      places.filter(
        ({ kind, code }) => (filter === 'all' ? kind !== 'cameraView' : kind === filter) || code === picked,
      ),
    [places, filter, picked],
  );
  usePlaceBoard({ open, edit, places, shown, chosen: picked, saver, onCancel: () => setEdit(null) });

  const begin = (kind: PlaceKind, way: DrawKind) =>
    setEdit({
      base: null,
      kind,
      // A view begins at its camera, which is chosen first.
      draft: new PlaceDraft(kind === 'cameraView' ? { shape: { kind: 'line', points: [], holes: [] } } : { draw: way }),
      camera: undefined,
    });
  const change = (base: Place) =>
    setEdit({ base, kind: base.kind, draft: new PlaceDraft({ shape: base.shape }), camera: base.camera });
  return (
    <>
      <button type="button" aria-expanded={open} data-testid="places" onClick={() => setOpen(!open)}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path
            d="M3.500 6.200 9 3.500l6 2.700 5.500-2.700v14.300L15 20.500l-6-2.700-5.500 2.700zM8 6.200l-2.500 1.200v10L8 16.200zm2 0v10l4 1.800v-10zm8.500.5L16 7.900v10l2.500-1.200z"
            fill="currentColor"
            fillRule="evenodd"
          />
        </svg>
        {format.text('places.open')}
      </button>
      {open && (
        <section className={styles.panel} aria-label={format.text('places.title')} data-testid="place-panel">
          <header>
            <h3>{format.text(edit ? `places.kind.${edit.kind}` : 'places.title')}</h3>
            <Button
              look="quiet"
              aria-label={format.text('places.close')}
              onClick={() => {
                if (edit) setEdit(null);
                else setOpen(false);
              }}
            >
              ✕
            </Button>
          </header>
          {edit ? (
            <PlaceForm
              key={edit.base ? `${edit.kind} ${edit.base.code} ${edit.base.version}` : 'new'}
              edit={edit}
              places={places}
              saver={saver}
              onCamera={(camera) => setEdit({ ...edit, camera })}
              onShape={(shape, camera) => setEdit({ ...edit, camera, draft: new PlaceDraft({ shape }) })}
              onReload={(base) => change(base)}
              onDone={(code) => {
                setEdit(null);
                setChosen(code);
                // Push tells of the change a moment later: until then the list holds the version before it.
                loaded.retry();
              }}
            />
          ) : (
            <>
              {loaded.state === 'loading' && loaded.last === null && (
                <LoadingNotice text={format.text('shell.loading')} />
              )}
              {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
              {loaded.last && (
                <PlaceList
                  places={places}
                  reading={loaded.state === 'loading'}
                  filter={filter}
                  chosen={picked}
                  onFilter={setFilter}
                  onChoose={({ kind, code }) => {
                    setChosen(code);
                    if (kind === 'cameraView') desk.open({ kind: 'device', code });
                    else if (kind !== 'shelter' && kind !== 'route') desk.open({ kind: 'zone', code });
                  }}
                  onChange={change}
                  onBegin={begin}
                />
              )}
            </>
          )}
        </section>
      )}
    </>
  );
}

const NONE: readonly Place[] = [];
