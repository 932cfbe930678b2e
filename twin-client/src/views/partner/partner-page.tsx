import { useEffect, useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../../kit/notice.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';
import type { Api } from '../../state/api.ts';
import type { Session } from '../../state/records/session.ts';
import { LanguageSwitch } from '../entry/language-switch.tsx';
import frame from '../page-frame.module.css';
import { useTitle } from '../title.ts';
import styles from './partner.module.css';
import { ReferredCard } from './referred-card.tsx';

/** How often it is asked whether something was passed on. */
const RENEW_MS = 5_000;

export interface PartnerPageProps {
  readonly api: Api;
  readonly session: Session;
  onSignOut(): void;
}

/** What another party sees of the centre: the alarms that were passed to it, to be received and replied to (E6.1.8-2). */
export function PartnerPage({ api, session, onSignOut }: PartnerPageProps) {
  const format = useFormat();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTurn((before) => before + 1), RENEW_MS);
    return () => clearInterval(timer);
  }, []);
  const loaded = useLoaded(String(turn), (signal) => api.referrals.mine(signal));
  const items = loaded.last;
  useTitle(`${format.text('referrals.title')} · ${format.text('shell.product')}`);
  return (
    <div className={frame.page}>
      <header className={frame.top}>
        <h1 className={frame.title}>
          {format.text('referrals.title')}
          <span>{session.displayName}</span>
        </h1>
        <div className={frame.user}>
          <LanguageSwitch />
          <Button look="quiet" onClick={onSignOut} data-testid="sign-out">
            {format.text('shell.signOut')}
          </Button>
        </div>
      </header>
      <main className={styles.body} data-testid="partner">
        {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
        {!items && loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
        {items?.length === 0 && (
          <EmptyNotice title={format.text('referrals.empty')}>{format.text('referrals.emptyHint')}</EmptyNotice>
        )}
        {items && items.length > 0 && (
          <ul className={styles.list}>
            {items.map((item) => (
              <ReferredCard key={item.alarm} item={item} api={api} onDone={loaded.retry} />
            ))}
          </ul>
        )}
      </main>
    </div>
  );
}
