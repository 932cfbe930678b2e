import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { Button } from '../../kit/button.tsx';
import { useCenter, useSite } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { navigate, usePlace } from '../router.ts';
import { useTitle } from '../title.ts';
import { AlarmBanner } from './alarm-banner.tsx';
import { AlarmDialogs } from './alarm-work/alarm-dialogs.tsx';
import { Desk, DeskContext } from './desk.ts';
import { useDeskKeys } from './desk-keys.ts';
import styles from './desk-page.module.css';
import { Details } from './details/details.tsx';
import { GroundReadout } from './ground/ground-readout.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { Imports } from './imports/imports.tsx';
import { InsideTools } from './inside/inside-tools.tsx';
import { GroundNotes } from './layers/ground-notes.tsx';
import { PictureTools } from './layers/picture-tools.tsx';
import { ModelTools } from './model-tools/model-tools.tsx';
import { NewAlarmNotice } from './new-alarm-notice.tsx';
import { Overview } from './overview/overview.tsx';
import { AlarmQueue } from './queue/alarm-queue.tsx';
import { RoomHost } from './rooms/room-host.tsx';
import tools from './scene-tools.module.css';
import { SearchBox } from './search-box.tsx';
import { readAddress, readScale, writeAddress } from './selection.ts';
import { StoreyStepper } from './storey-stepper.tsx';
import { StaleBanner, TitleStrip } from './title-strip.tsx';
import { TourCard } from './tour/tour-card.tsx';
import { ViewSwitch } from './view-switch.tsx';

export interface DeskPageProps {
  /** Where it is, when it is another course's. */
  readonly page?: string;
  onSignOut(): void;
  /** What stands beside it and works with it. */
  readonly children?: ReactNode;
}

/** /desk: the estate at a glance, its scene, the alarm queue, and whatever is selected. */
export function DeskPage({ page = '/desk', onSignOut, children }: DeskPageProps) {
  const center = useCenter();
  // Renders the whole desk again when a building is added or changes: rare, and nearly all of it names buildings.
  const site = useSite();
  const format = useFormat();
  const desk = useMemo(
    () => new Desk(center, readAddress(location.search), readScale(location.search), page),
    [center, page],
  );
  const [helping, setHelping] = useState(false);
  const selected = useSyncExternalStore(desk.address.subscribe, desk.address.get).selection !== null;
  useAddressInStep(desk);
  useTitle(`${format.label(site.name)} · ${format.text('portal.desk')}`);
  useDeskKeys({
    escape: () => {
      if (desk.tour.step.get() !== null) desk.tour.end();
      else desk.select(null);
      return true;
    },
    '?': () => {
      setHelping(true);
      return true;
    },
  });
  return (
    <DeskContext.Provider value={desk}>
      <div className={styles.desk} data-testid="desk">
        <a className={styles.skip} href="#work">
          {format.text('shell.skip')}
        </a>
        <div className={styles.strip}>
          <TitleStrip onSignOut={onSignOut} />
        </div>
        <div className={styles.banner}>
          <StaleBanner />
        </div>
        <div className={styles.overview}>
          <Overview />
        </div>
        <main className={styles.scene} aria-label={format.text('desk.scene')}>
          <RoomHost />
          <InsideTools />
          <div className={tools.tools}>
            <div className={tools.views} data-tour="views">
              <ViewSwitch />
            </div>
            <span className={tools.grow} />
            <SearchBox />
            <Imports />
            <Button aria-label={format.text('help.open')} onClick={() => setHelping(true)}>
              ?
            </Button>
          </div>
          <NewAlarmNotice />
          <StoreyStepper />
          <ModelTools />
          <PictureTools />
          <GroundNotes />
          <AlarmBanner />
          <GroundReadout />
          <TourCard />
        </main>
        <section
          id="work"
          className={`${styles.work} ${selected ? '' : styles.nothing}`}
          aria-label={format.text('desk.work')}
          tabIndex={-1}
        >
          <AlarmQueue />
          <Details />
        </section>
        <AlarmDialogs />
        {helping && (
          <HelpDialog
            onClose={() => setHelping(false)}
            onTour={() => {
              setHelping(false);
              desk.tour.start();
            }}
          />
        )}
      </div>
      {children}
    </DeskContext.Provider>
  );
}

/** Keeps the browser's address and the desk saying the same, whichever changes. */
function useAddressInStep(desk: Desk): void {
  const { query } = usePlace();
  useEffect(() => {
    const read = readAddress(query);
    if (writeAddress(read) === writeAddress(desk.address.get())) return;
    desk.address.set(read);
    if (read.selection) desk.flight.set({ to: read.selection });
  }, [desk, query]);
  useEffect(
    () =>
      desk.address.subscribe(() => {
        // Another page may have been opened meanwhile.
        if (isAt(desk.page)) navigate(writeAddress(desk.address.get(), desk.page));
      }),
    [desk],
  );
}

/** Whether the browser is at a desk's page: its path, and its own query. */
function isAt(page: string): boolean {
  const own = new URL(page, location.origin);
  const query = new URLSearchParams(location.search);
  return location.pathname === own.pathname && [...own.searchParams].every(([key, value]) => query.get(key) === value);
}
