import { Catalogue } from 'twin-core';
import { NOT_CONNECTED } from '../state/connection.ts';
import { SceneClock } from '../state/scene-clock.ts';
import { Signal } from '../state/signal.ts';
import { TwinStore } from '../state/twin-store.ts';
import { TwinLink } from './twin-link.ts';
/** How often devices are looked at for staleness: time alone changes them. */
const SWEEP_MS = 1000;
/** Reads what stands, connects what lives. Rejects with a Problem when the server does not answer. */
export async function openCenter(api, session, onSessionEnded) {
    const [site, ground, facilities, handlers] = await Promise.all([
        api.site(),
        api.ground(),
        api.facilities(),
        // Names are a help; the queue works without them.
        api.handlers().catch(() => new Map()),
    ]);
    const clock = new SceneClock();
    const connection = new Signal(NOT_CONNECTED);
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
    const link = new TwinLink({ origin: '', store, connection, clock, onTurnedDown: askSession });
    const sweep = setInterval(() => store.sweep(), SWEEP_MS);
    link.start();
    return {
        api,
        session,
        site,
        ground,
        store,
        connection,
        clock,
        handlers,
        close() {
            clearInterval(sweep);
            link.stop();
        },
    };
}
