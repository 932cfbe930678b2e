import { useCenter, useConnection, useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { LanguageSwitch } from '../entry/language-switch.tsx';
import { UserMenu } from '../entry/user-menu.tsx';
import { Link } from '../link.tsx';
import styles from './title-strip.module.css';

/** The strip above everything: which site, how fresh, what time it is there. */
export function TitleStrip({ onSignOut }: { onSignOut(): void }) {
  const { site } = useCenter();
  const format = useFormat();
  const now = useNow();
  return (
    <header className={styles.strip}>
      <h1 className={styles.title}>
        <Link href="/" data-tour="portal">
          {format.label(site.name)}
          <span>{format.text('shell.product')}</span>
        </Link>
      </h1>
      <span className={styles.grow} />
      <ConnectionState />
      <time className={styles.clock} dateTime={new Date(now).toISOString()}>
        {format.clock(now)}
      </time>
      <span className={styles.fact}>{format.day(now)}</span>
      <LanguageSwitch />
      <UserMenu onSignOut={onSignOut} />
    </header>
  );
}

/** Whether data come, and how old they are. */
export function ConnectionState() {
  const format = useFormat();
  const { course } = useCenter();
  const { status, latencyMs } = useConnection();
  const live = status === 'live';
  // Another course of time is not live, however well it is followed.
  if (live && course !== null) return null;
  return (
    <span
      className={`${styles.connection} ${live ? '' : styles.trouble}`}
      data-testid="connection"
      data-status={status}
    >
      <i aria-hidden="true" />
      <span>
        {live && latencyMs !== null
          ? format.text('connection.latency', { age: format.seconds(latencyMs) })
          : format.text(`connection.${status}`)}
      </span>
    </span>
  );
}

/** Says plainly that the screen is old, and how old. */
export function StaleBanner() {
  const format = useFormat();
  const now = useNow();
  const { status, heardAt, reason } = useConnection();
  if (status === 'live' || status === 'connecting') return null;
  const text =
    status === 'refused'
      ? format.text('connection.refusedBanner', { reason: reason ?? '' })
      : heardAt === null
        ? format.text('connection.neverBanner')
        : format.text('connection.staleBanner', { age: format.duration(now - heardAt), time: format.clock(heardAt) });
  return (
    <div className={styles.banner} role="alert" data-testid="stale-banner">
      {text}
    </div>
  );
}
