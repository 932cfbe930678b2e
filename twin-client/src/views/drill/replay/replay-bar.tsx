import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Glyph } from '../../../kit/glyph.tsx';
import { fromField, toField } from '../../../kit/instant-field.ts';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { Center } from '../../../state/center.ts';
import type { ReplayChange } from '../../../state/records/past.ts';
import { Bookmarks } from './bookmarks.tsx';
import { FindAlarms, type Found, NOTHING_FOUND } from './find-alarms.tsx';
import { PastLine } from './past-line.tsx';
import styles from './replay.module.css';
import { type TimeWindow, WINDOWS, type WindowName, windowAround } from './time-window.ts';

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64] as const;
const BINS = 200;
/** A bar and a triangle towards it, in a box of 24 × 24. */
const TO_BEFORE = 'M5 5h2.5v14H5zM19 5v14L9 12z';
const TO_NEXT = 'M16.5 5H19v14h-2.5zM5 5v14l10-7z';
/** Half of what is looped around an instant. */
const LOOP_MS = 30_000;

/** Steers a replay, for everybody who follows it: play, halt, step, speed, jump, loop; with the time line of the past. */
export function ReplayBar({ live }: { live: Center }) {
  const { course, site, clock } = useCenter();
  const { past } = live.api;
  const format = useFormat();
  const tell = useToast();
  const progress = useSyncExternalStore(course!.progress.subscribe, course!.progress.get);
  const [length, setLength] = useState<WindowName>('1h');
  const [found, setFound] = useState<Found>(NOTHING_FOUND);
  const at = progress?.at ?? clock.now();
  const [held, setHeld] = useState<TimeWindow | null>(null);
  const window = windowAround(at, WINDOWS[length], held, live.clock.now());
  useEffect(() => setHeld(window), [window]);
  const [marked, setMarked] = useState(0);
  const span = useLoaded(`${window.from} ${window.to} ${marked}`, (signal) =>
    past.span(window.from, window.to, BINS, signal),
  );
  if (!progress) return null;
  const trouble = (cause: unknown) => tell(problemText(format, cause), 'problem');
  const change = (wish: ReplayChange) => void past.change(course!.name, wish).catch(trouble);
  const step = (direction: 'forward' | 'back') =>
    past
      .step(course!.name, direction)
      .then((stepped) => stepped || tell(format.text('replay.noStep')))
      .catch(trouble);
  const seek = (to: number) => change({ at: Math.min(to, live.clock.now()) });
  const { playing, speed, loop, gapUntil } = progress;
  const shown = span.state === 'ready' ? span.value : span.state === 'loading' ? span.last : null;
  return (
    <section className={styles.bar} aria-label={format.text('replay.word')} data-testid="replay-bar">
      <div className={styles.controls}>
        <Button
          aria-label={format.text('replay.stepBack')}
          title={format.text('replay.stepBack')}
          data-testid="replay-back"
          onClick={() => void step('back')}
        >
          <Glyph path={TO_BEFORE} />
        </Button>
        <Button look="action" data-testid="replay-play" onClick={() => change({ playing: !playing })}>
          {format.text(playing ? 'replay.pause' : 'replay.play')}
        </Button>
        <Button
          aria-label={format.text('replay.stepForward')}
          title={format.text('replay.stepForward')}
          data-testid="replay-forward"
          onClick={() => void step('forward')}
        >
          <Glyph path={TO_NEXT} />
        </Button>
        <label>
          <span>{format.text('replay.speed')}</span>
          <select
            value={speed}
            data-testid="replay-speed"
            onChange={({ target }) => change({ speed: Number(target.value) })}
          >
            {SPEEDS.map((value) => (
              <option key={value} value={value}>
                {value}×
              </option>
            ))}
          </select>
        </label>
        <Jump at={at} timeZone={site.timeZone} onJump={seek} />
        <label>
          <span>{format.text('replay.window')}</span>
          <select value={length} onChange={({ target }) => setLength(target.value as WindowName)}>
            {(Object.keys(WINDOWS) as WindowName[]).map((name) => (
              <option key={name} value={name}>
                {format.text(`replay.window.${name}`)}
              </option>
            ))}
          </select>
        </label>
        <Button
          aria-pressed={loop !== null}
          onClick={() => change({ loop: loop ? null : [at - LOOP_MS, at + LOOP_MS] })}
        >
          {format.text(loop ? 'replay.loopEnd' : 'replay.loop')}
        </Button>
        <Bookmarks
          at={at}
          port={past}
          marks={shown?.bookmarks ?? []}
          onSeek={seek}
          onChanged={() => setMarked(marked + 1)}
        />
        <FindAlarms port={past} window={window} found={found} onFound={setFound} />
      </div>
      {gapUntil !== null && (
        <p className={styles.notice} role="status" data-testid="replay-gap">
          {format.text('replay.gap', { time: format.moment(gapUntil, at) })}
          <Button onClick={() => seek(gapUntil)}>{format.text('replay.skipGap')}</Button>
        </p>
      )}
      <PastLine window={window} at={at} loop={loop} span={shown ?? null} found={found.items} onSeek={seek} />
    </section>
  );
}

/** An instant to go to, in the site's time zone. */
function Jump({ at, timeZone, onJump }: { at: number; timeZone: string; onJump(at: number): void }) {
  const format = useFormat();
  const [typed, setTyped] = useState<string | null>(null);
  const go = () => {
    const to = typed === null ? null : fromField(typed, timeZone);
    if (to !== null) onJump(to);
    setTyped(null);
  };
  return (
    <label>
      <span>{format.text('replay.jump')}</span>
      <input
        type="datetime-local"
        step={1}
        value={typed ?? toField(at, timeZone, 'medium')}
        data-testid="replay-jump"
        onChange={({ target }) => setTyped(target.value)}
        onBlur={go}
        onKeyDown={({ key }) => key === 'Enter' && go()}
      />
    </label>
  );
}
