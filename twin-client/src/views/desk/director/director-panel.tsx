import { presetFor, wallView } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice } from '../../../kit/notice.tsx';
import { SelectField } from '../../../kit/text-field.tsx';
import { useAddress } from '../desk.ts';
import { useTopAlarm } from '../use-top-alarm.ts';
import styles from './director.module.css';
import { type Director, useDirector } from './use-director.ts';
import { isHeld } from './use-wall.ts';
import { viewOf, viewWords } from './view-words.ts';
import { WallPreview } from './wall-preview.tsx';

/** Width to height of a wall whose layout is chosen by its window: nobody knows it here. */
const USUAL_ASPECT = 16 / 9;
const USUAL_ROWS = 1080;

/** What the wall shows now, and everything that can be sent to it (WALL). */
export function DirectorPanel({ onClose }: { onClose(): void }) {
  const center = useCenter();
  const format = useFormat();
  const now = useNow();
  const director = useDirector();
  const { selection } = useAddress();
  const waiting = useTopAlarm();
  const { wall, busy, change, send } = director;
  const wish = wall?.wish;
  const held = isHeld(wall, now);
  const chosen = viewOf(selection);
  const shown = wish && wallView({ waiting: waiting?.id ?? null, sent: wish.view, held, patrol: null });
  const layout = wall?.layouts.find(({ id }) => id === wish?.layout) ?? presetFor(USUAL_ASPECT, USUAL_ROWS);
  return (
    <section className={styles.panel} aria-label={format.text('director.title')} data-testid="director">
      <header>
        <h2>{format.text('director.title')}</h2>
        <Button look="quiet" aria-label={format.text('layers.close')} onClick={onClose}>
          ✕
        </Button>
      </header>
      {!wall || !wish || !shown ? (
        <LoadingNotice text={format.text('shell.loading')} />
      ) : (
        <>
          <WallPreview
            layout={layout}
            told={{
              scene: viewWords(center, format, shown.view),
              cameras: wish.cameras.length > 0 ? wish.cameras.join(' ') : undefined,
            }}
          />
          <p role="status" data-testid="director-now" data-source={shown.source}>
            {shown.source === 'alarm'
              ? format.text('director.alarmView', { what: viewWords(center, format, shown.view) })
              : `${format.text('director.now')} ${viewWords(center, format, shown.view)}`}
          </p>
          {held && waiting && (
            <p className={styles.waits}>
              {format.text('director.waits', {
                what: viewWords(center, format, { kind: 'alarm', id: waiting.id }),
              })}
            </p>
          )}
          <div className={styles.row}>
            <Button
              look="action"
              disabled={busy || !chosen}
              title={chosen ? undefined : format.text('director.nothing')}
              data-testid="director-send"
              onClick={() => chosen && send(chosen)}
            >
              {format.text('director.send')}
            </Button>
            <Button
              disabled={busy || wish.view.kind === 'site'}
              data-testid="director-home"
              onClick={() => send({ kind: 'site' })}
            >
              {format.text('director.home')}
            </Button>
          </div>
          <Hold director={director} />
          <SentCameras director={director} />
          <SelectField
            label={format.text('director.layout')}
            value={wish.layout ?? ''}
            disabled={busy}
            data-testid="director-layout"
            onChange={({ target }) => void change({ layout: target.value || null })}
          >
            <option value="">{format.text('director.fits')}</option>
            {wall.layouts.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={wish.patrol}
              disabled={busy}
              data-testid="director-patrol"
              onChange={({ target }) => void change({ patrol: target.checked })}
            />
            {format.text('director.patrol')}
          </label>
          <a href="/wall" target="_blank" rel="noreferrer">
            {format.text('director.window')}
          </a>
        </>
      )}
    </section>
  );
}

/** Who holds the wall; taken over and let go of here. */
function Hold({ director: { wall, busy, hold, release } }: { director: Director }) {
  const format = useFormat();
  const now = useNow();
  const holder = isHeld(wall, now) ? wall!.holder! : null;
  return (
    <div className={styles.row}>
      <span className={styles.grow} data-testid="director-holder">
        {holder
          ? format.text(holder.own ? 'director.heldOwn' : 'director.heldBy', {
              name: holder.name,
              time: format.hour(holder.until),
            })
          : wall?.setBy &&
            format.text('director.setBy', { name: wall.setBy, time: format.moment(wall.setAt ?? now, now) })}
      </span>
      {holder?.own ? (
        <Button disabled={busy} data-testid="director-release" onClick={release}>
          {format.text('director.release')}
        </Button>
      ) : (
        <Button disabled={busy || holder !== null} data-testid="director-hold" onClick={hold}>
          {format.text('director.hold')}
        </Button>
      )}
    </div>
  );
}

function SentCameras({ director: { wall, busy, change } }: { director: Director }) {
  const { store } = useCenter();
  const format = useFormat();
  const cameras = wall?.wish.cameras ?? [];
  if (cameras.length === 0) return null;
  return (
    <ul className={styles.sent} aria-label={format.text('director.cameras')}>
      {cameras.map((code) => {
        const name = store.device(code)?.name ?? code;
        return (
          <li key={code} data-camera={code}>
            <span>{name}</span>
            <Button
              look="quiet"
              disabled={busy}
              aria-label={format.text('director.remove', { what: name })}
              onClick={() => void change({ cameras: cameras.filter((one) => one !== code) })}
            >
              ✕
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
