import { Catalogue } from 'twin-core';
import type { Course } from 'twin-core/wire';
import type { Api } from '../state/api.ts';
import type { Center } from '../state/center.ts';
import { type Connection, NOT_CONNECTED } from '../state/connection.ts';
import { LayerBoard } from '../state/layers/layer-board.ts';
import type { Session } from '../state/records/session.ts';
import { CourseClock, SceneClock } from '../state/scene-clock.ts';
import { Signal } from '../state/signal.ts';
import { TwinStore } from '../state/twin-store.ts';
import { createApi } from './api.ts';
import { followChanges } from './change-follower.ts';
import { followAssets } from './follow-assets.ts';
import { TwinLink } from './twin-link.ts';

/** How often devices are looked at for staleness: time alone changes them. */
const SWEEP_MS = 1000;

/** Of the rights a person has, those that are of use in another course than the live one: nothing in it acts on the site. */
const RIGHTS_IN: Readonly<Record<Course['kind'], ReadonlySet<string>>> = {
  replay: new Set([
    'twin.view',
    'video.view',
    'fall.homes',
    'person.read',
    'past.explore',
    'drill.lead',
    'dossier.make',
  ]),
  drill: new Set(['twin.view', 'alarm.handle', 'device.command', 'person.read', 'drill.lead', 'drill.join']),
};

/** Reads what stands, connects what lives. Rejects with a Problem when the server does not answer. */
export function openCenter(session: Session, onSessionEnded: () => void): Promise<Center> {
  return open(createApi(), session, onSessionEnded, null);
}

/** The same of another course of the site's time, by its name. */
function openCourse(name: string, session: Session, onSessionEnded: () => void): Promise<Center> {
  const kind = name.startsWith('drill') ? 'drill' : 'replay';
  const permissions = session.permissions.filter((right) => RIGHTS_IN[kind].has(right));
  return open(createApi(`/courses/${encodeURIComponent(name)}`), { ...session, permissions }, onSessionEnded, name);
}

async function open(
  api: Api,
  session: Session,
  onSessionEnded: () => void,
  courseName: string | null,
): Promise<Center> {
  const [firstSite, ground, facilities, layerRecords, handlers, partners] = await Promise.all([
    api.site(),
    api.ground(),
    api.facilities(),
    api.layers.list(),
    // Names are a help; the queue works without them.
    api.handlers().catch(() => new Map<string, string>()),
    api.referrals.partners().catch(() => new Map<string, string>()),
  ]);
  let site = firstSite;
  const siteRevision = new Signal(0);
  const clock = courseName === null ? new SceneClock() : new CourseClock(Date.now());
  const course = courseName === null ? null : { name: courseName, progress: new Signal<Course | null>(null) };
  const connection = new Signal<Connection>(NOT_CONNECTED);
  const store = new TwinStore({
    site: site.site,
    catalogue: new Catalogue(facilities),
    now: clock.now,
    // A hidden tab has no animation frames; its state must not be late when it comes back.
    schedule: (run) => (document.hidden ? setTimeout(run, 0) : requestAnimationFrame(run)),
  });
  const askSession = () => {
    api
      .session()
      .then((standing) => standing ?? onSessionEnded())
      // Not reachable: the link itself keeps trying.
      .catch(() => undefined);
  };
  const link = new TwinLink({
    origin: '',
    store,
    connection,
    clock,
    onTurnedDown: askSession,
    ...(course && { course: { name: course.name, onProgress: (told) => course.progress.set(told) } }),
  });
  const sweep = setInterval(() => store.sweep(), SWEEP_MS);
  const leaveSite = followChanges(site, {
    due: store.siteRevision,
    read: () => api.site(),
    onChange: (read) => {
      site = read;
      siteRevision.set(siteRevision.get() + 1);
    },
  });
  const layers = new LayerBoard({
    account: session.account,
    keeping: localStorage,
    load: (layer, signal) => api.layers.every(layer, signal),
  });
  layers.setRecords(layerRecords);
  const leaveLayers = followChanges(layerRecords, {
    due: store.layersRevision,
    read: () => api.layers.list(),
    onChange: (records) => layers.setRecords(records),
  });
  // Of the past no states of assets are kept: a replay shows symbols plain.
  const leaveAssets = course === null ? followAssets(api, store.assetStates) : () => undefined;
  link.start();
  return {
    api,
    session,
    get site() {
      return site;
    },
    siteRevision,
    ground,
    layers,
    store,
    connection,
    clock,
    course,
    openCourse: (name) => openCourse(name, session, onSessionEnded),
    handlers,
    partners,
    close() {
      clearInterval(sweep);
      leaveSite();
      leaveLayers();
      leaveAssets();
      link.stop();
    },
  };
}
