import type { WallViewSource } from 'twin-core';
import type { AlarmSound } from '../../kit/alarm-sound.ts';
import { useCenter, useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';
import type { Wall } from '../../state/records/wall.ts';
import { isHeld } from '../desk/director/use-wall.ts';
import { ConnectionState } from '../desk/title-strip.tsx';
import { UserMenu } from '../entry/user-menu.tsx';
import { Link } from '../link.tsx';
import { SoundButton } from './sound-button.tsx';
import styles from './wall-strip.module.css';
import { Weather } from './weather.tsx';

/** Shifts change on the minute; a few minutes late is soon enough. */
const REFRESH_MS = 300_000;

export interface WallStripProps {
  readonly wall: Wall | null;
  readonly source: WallViewSource;
  readonly sound: AlarmSound;
  onSignOut(): void;
}

/** The strip above the wall: which site, who is on shift, who directs it, weather, how fresh it is, and what time it is there. */
export function WallStrip({ wall, source, sound, onSignOut }: WallStripProps) {
  const { site } = useCenter();
  const format = useFormat();
  const now = useNow();
  return (
    <header className={styles.strip}>
      <h1 className={styles.title}>
        <Link href="/">{format.label(site.name)}</Link>
      </h1>
      <Shift />
      <span className={styles.grow} />
      {isHeld(wall, now) && (
        <span className={styles.held} data-testid="wall-held">
          {format.text('wall.held', { name: wall!.holder!.name })}
        </span>
      )}
      {source === 'director' && (
        <span className={styles.fact}>{format.text('wall.sent', { name: wall?.setBy ?? '' })}</span>
      )}
      {source === 'patrol' && <span className={styles.fact}>{format.text('wall.touring')}</span>}
      <ConnectionState />
      <span className={styles.fact}>
        <Weather />
      </span>
      <time className={styles.clock} dateTime={new Date(now).toISOString()}>
        {format.clock(now)}
      </time>
      <span className={styles.fact}>{format.day(now)}</span>
      <SoundButton sound={sound} />
      <UserMenu onSignOut={onSignOut} />
    </header>
  );
}

/** Which shift it is, and who has it. */
function Shift() {
  const { api } = useCenter();
  const turn = Math.floor(useNow() / REFRESH_MS);
  const duties = useLoaded(`duties ${turn}`, (signal) => api.duties(signal)).last ?? [];
  if (duties.length === 0) return null;
  const shift = duties.find(({ shift: name }) => name !== null)?.shift ?? '';
  const people = duties.filter((duty) => duty.shift === shift).map(({ person }) => person.name);
  return <span className={styles.fact}>{[shift, ...people.slice(0, 2)].join(' · ')}</span>;
}
