import { useAlarms, useCenter, useHealth } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { may } from '../../state/records/session.ts';
import { Link } from '../link.tsx';
import { partsFor } from '../settings/parts.ts';
import { useTitle } from '../title.ts';
import { EstatePicture } from './estate-picture.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import styles from './portal.module.css';
import { UserMenu } from './user-menu.tsx';

/** The first page after sign-in: the site, how it stands, and the ways in. */
export function Portal({ onSignOut }: { onSignOut(): void }) {
  const { site, session } = useCenter();
  const format = useFormat();
  const alarms = useAlarms();
  const health = useHealth();
  const devices = Object.values(health).reduce((sum, count) => sum + count, 0);
  const waiting = alarms.filter((alarm) => !alarm.acknowledged).length;
  useTitle(`${format.label(site.name)} · ${format.text('shell.product')}`);
  return (
    <div className={styles.page}>
      <div className={styles.backdrop}>
        <EstatePicture />
      </div>
      <header className={styles.top}>
        <LanguageSwitch />
        <UserMenu onSignOut={onSignOut} />
      </header>
      <main className={styles.body}>
        <div>
          <p className={styles.greeting}>{format.text('portal.greeting', { name: session.displayName })}</p>
          <h1 className={styles.site}>{format.label(site.name)}</h1>
          <p className={styles.product}>{format.text('shell.product')}</p>
        </div>
        <nav className={styles.entries} aria-label={format.text('shell.home')}>
          <Link href="/desk" className={styles.entry} data-testid="open-desk">
            <b>{format.text('portal.desk')}</b>
            <small>{format.text('portal.deskDetail')}</small>
            <span>{format.text('portal.enter')} →</span>
          </Link>
          {may(session, 'video.view') && (
            <Link href="/wall" className={styles.entry} data-testid="open-wall">
              <b>{format.text('wall.title')}</b>
              <small>{format.text('wall.detail')}</small>
              <span>{format.text('portal.enter')} →</span>
            </Link>
          )}
          {may(session, 'past.explore') && (
            <Link href="/drill" className={styles.entry} data-testid="open-drill">
              <b>{format.text('drill.title')}</b>
              <small>{format.text('drill.detail')}</small>
              <span>{format.text('portal.enter')} →</span>
            </Link>
          )}
          {may(session, 'order.view') && (
            <Link href="/orders" className={styles.entry} data-testid="open-orders">
              <b>{format.text('orders.title')}</b>
              <small>{format.text('orders.detail')}</small>
              <span>{format.text('portal.enter')} →</span>
            </Link>
          )}
          <Link href="/reports" className={styles.entry} data-testid="open-reports">
            <b>{format.text('portal.reports')}</b>
            <small>{format.text('portal.reportsDetail')}</small>
            <span>{format.text('portal.enter')} →</span>
          </Link>
          {partsFor(session).length > 0 && (
            <Link href="/settings" className={styles.entry} data-testid="open-settings">
              <b>{format.text('portal.settings')}</b>
              <small>{format.text('portal.settingsDetail')}</small>
              <span>{format.text('portal.enter')} →</span>
            </Link>
          )}
          {session.role === 'administrator' && (
            <Link href="/admin/operations" className={styles.entry} data-testid="open-operations">
              <b>{format.text('portal.operations')}</b>
              <small>{format.text('portal.operationsDetail')}</small>
              <span>{format.text('portal.enter')} →</span>
            </Link>
          )}
        </nav>
        <dl className={styles.figures} aria-label={format.text('portal.now')}>
          <div>
            <dt>{format.text('portal.unacknowledged')}</dt>
            <dd className={waiting > 0 ? styles.warm : undefined}>{format.number(waiting)}</dd>
          </div>
          <div>
            <dt>{format.text('portal.openAlarms')}</dt>
            <dd>{format.number(alarms.length)}</dd>
          </div>
          <div>
            <dt>{format.text('portal.devices')}</dt>
            <dd>{format.number(devices)}</dd>
          </div>
          <div>
            <dt>{format.text('portal.buildings')}</dt>
            <dd>{format.number(site.buildings.length)}</dd>
          </div>
        </dl>
        <Link href="/ways" className={styles.aside} data-testid="open-ways">
          <b>{format.text('routes.title')}</b>
          <small>{format.text('portal.waysDetail')}</small>
        </Link>
        <Link href="/board" className={styles.aside} data-testid="open-board">
          <b>{format.text('board.title')}</b>
          <small>{format.text('board.detail')}</small>
        </Link>
        <Link href="/conformance" className={styles.aside} data-testid="open-conformance">
          <b>{format.text('conformance.title')}</b>
          <small>{format.text('conformance.detail')}</small>
        </Link>
      </main>
    </div>
  );
}
