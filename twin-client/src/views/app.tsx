import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { CenterContext } from '../kit/center-context.ts';
import { FormatProvider, useFormat } from '../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../kit/notice.tsx';
import { ToastProvider } from '../kit/toast.tsx';
import type { Api } from '../state/api.ts';
import type { Center } from '../state/center.ts';
import { Problem } from '../state/problem.ts';
import { may, type Session } from '../state/records/session.ts';
import { NotFound } from './entry/not-found.tsx';
import { Portal } from './entry/portal.tsx';
import { SignIn } from './entry/sign-in.tsx';
import { usePlace } from './router.ts';

const DeskPage = lazy(() => import('./desk/desk-page.tsx').then(({ DeskPage: page }) => ({ default: page })));
const WallPage = lazy(() => import('./wall/wall-page.tsx').then(({ WallPage: page }) => ({ default: page })));
const OperationsPage = lazy(() =>
  import('./operations/operations-page.tsx').then(({ OperationsPage: page }) => ({ default: page })),
);
const ReportsPage = lazy(() =>
  import('./reports/reports-page.tsx').then(({ ReportsPage: page }) => ({ default: page })),
);
const SettingsPage = lazy(() =>
  import('./settings/settings-page.tsx').then(({ SettingsPage: page }) => ({ default: page })),
);

const OrdersPage = lazy(() => import('./orders/orders-page.tsx').then(({ OrdersPage: page }) => ({ default: page })));

const DrillPage = lazy(() => import('./drill/drill-page.tsx').then(({ DrillPage: page }) => ({ default: page })));

const WaysPage = lazy(() => import('./ways/ways-page.tsx').then(({ WaysPage: page }) => ({ default: page })));

const ConformancePage = lazy(() =>
  import('./conformance/conformance-page.tsx').then(({ ConformancePage: page }) => ({ default: page })),
);

const BoardPage = lazy(() => import('./board/board-page.tsx').then(({ BoardPage: page }) => ({ default: page })));

const PartnerPage = lazy(() =>
  import('./partner/partner-page.tsx').then(({ PartnerPage: page }) => ({ default: page })),
);

/** The time zone of pages that do not know their site yet. */
const HOME_TIME_ZONE = 'Asia/Shanghai';

export interface AppProps {
  readonly api: Api;
  /** Reads the site and connects to it. */
  openCenter(session: Session, onSessionEnded: () => void): Promise<Center>;
}

type Stage =
  | { readonly is: 'asking' }
  | { readonly is: 'signedOut' }
  | { readonly is: 'opening' }
  | { readonly is: 'open'; readonly center: Center }
  /** Somebody of another party: no twin, only what was passed to them. */
  | { readonly is: 'partner'; readonly session: Session }
  | { readonly is: 'failed'; readonly cause: unknown };

/** The whole client: what is for everybody, else sign-in before anything else. */
export function App(props: AppProps) {
  const { path } = usePlace();
  if (path !== '/board') return <SignedInPages {...props} />;
  return (
    <Suspense>
      <BoardPage api={props.api} />
    </Suspense>
  );
}

/** Sign-in, then the page the address names. */
function SignedInPages({ api, openCenter }: AppProps) {
  const [stage, setStage] = useState<Stage>({ is: 'asking' });

  const enter = useCallback(
    (session: Session) => {
      if (!may(session, 'twin.view') && may(session, 'alarm.reply')) {
        setStage({ is: 'partner', session });
        return;
      }
      setStage({ is: 'opening' });
      openCenter(session, () => setStage({ is: 'signedOut' }))
        .then((center) => setStage({ is: 'open', center }))
        .catch((cause: unknown) => setStage({ is: 'failed', cause }));
    },
    [openCenter],
  );

  const ask = useCallback(() => {
    setStage({ is: 'asking' });
    api
      .session()
      .then((session) => (session ? enter(session) : setStage({ is: 'signedOut' })))
      .catch((cause: unknown) => setStage({ is: 'failed', cause }));
  }, [api, enter]);

  useEffect(ask, [ask]);
  useEffect(() => (stage.is === 'open' ? () => stage.center.close() : undefined), [stage]);

  const signOut = useCallback(() => {
    const out = () => setStage({ is: 'signedOut' });
    // Signed out here in any case; a server that cannot be reached forgets the session by its time limit.
    api.signOut().then(out, out);
  }, [api]);

  return (
    <FormatProvider timeZone={stage.is === 'open' ? stage.center.site.timeZone : HOME_TIME_ZONE}>
      <ToastProvider>
        {stage.is === 'signedOut' && <SignIn api={api} onSignedIn={enter} />}
        {(stage.is === 'asking' || stage.is === 'opening') && <Opening />}
        {stage.is === 'failed' && <Failed cause={stage.cause} onRetry={ask} />}
        {stage.is === 'partner' && (
          <Suspense fallback={<Opening />}>
            <PartnerPage api={api} session={stage.session} onSignOut={signOut} />
          </Suspense>
        )}
        {stage.is === 'open' && (
          <CenterContext.Provider value={stage.center}>
            <Suspense fallback={<Opening />}>
              <Page onSignOut={signOut} />
            </Suspense>
          </CenterContext.Provider>
        )}
      </ToastProvider>
    </FormatProvider>
  );
}

function Page({ onSignOut }: { onSignOut(): void }) {
  const { path } = usePlace();
  if (path === '/') return <Portal onSignOut={onSignOut} />;
  if (path === '/desk') return <DeskPage onSignOut={onSignOut} />;
  if (path === '/wall') return <WallPage onSignOut={onSignOut} />;
  if (path === '/admin/operations') return <OperationsPage onSignOut={onSignOut} />;
  if (path === '/orders') return <OrdersPage onSignOut={onSignOut} />;
  if (path === '/drill') return <DrillPage onSignOut={onSignOut} />;
  if (path === '/ways') return <WaysPage onSignOut={onSignOut} />;
  if (path === '/reports') return <ReportsPage onSignOut={onSignOut} />;
  if (path === '/conformance') return <ConformancePage onSignOut={onSignOut} />;
  if (path === '/settings') return <SettingsPage onSignOut={onSignOut} />;
  return <NotFound path={path} />;
}

function Opening() {
  const format = useFormat();
  return (
    <main style={{ height: '100%' }}>
      <LoadingNotice centered text={format.text('shell.loading')} />
    </main>
  );
}

/** A page that nobody stands before comes back by itself when the server does. */
const RETRY_MS = 10_000;

function Failed({ cause, onRetry }: { cause: unknown; onRetry(): void }) {
  const format = useFormat();
  const isAway = cause instanceof Problem && (cause.status === 0 || cause.status >= 500);
  useEffect(() => {
    if (!isAway) return;
    const timer = setTimeout(onRetry, RETRY_MS);
    return () => clearTimeout(timer);
  }, [isAway, onRetry]);
  return (
    <main style={{ height: '100%' }}>
      <ProblemNotice centered title={format.text('shell.loadFailed')} cause={cause} onRetry={onRetry} />
    </main>
  );
}
