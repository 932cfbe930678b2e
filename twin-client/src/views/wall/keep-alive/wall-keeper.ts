import type { AlarmSound } from '../../../kit/alarm-sound.ts';
import { isOtherVersion } from '../../../kit/app-version.ts';
import type { Desk } from '../../desk/desk.ts';
import { ReloadGuard } from './reload-guard.ts';
import { SceneState } from './scene-state.ts';
import { type ScreenIdentity, screenIdentity } from './screen-identity.ts';
import { StallWatch } from './stall-watch.ts';

const LOOK_MS = 1_000;
const BEAT_MS = 10_000;
/** How often it is asked whether the server has other code. */
const VERSION_MS = 5 * 60_000;

/**
 * What keeps a wall going for weeks: tells the server that it lives, notices when it stands still, and reloads it then, or when the server has other
 * code. Without effect until it is started.
 */
export class WallKeeper {
  readonly #desk: Desk;
  readonly #sound: AlarmSound;
  readonly #screen: ScreenIdentity;
  readonly #stalls = new StallWatch();
  readonly #scene = new SceneState();
  readonly #guard: ReloadGuard;
  #leave: (() => void)[] = [];
  #beatAt = 0;
  #askedAt = 0;
  #beating = false;
  #said = false;
  #reloading = false;

  constructor(desk: Desk, sound: AlarmSound) {
    this.#desk = desk;
    this.#sound = sound;
    this.#screen = screenIdentity(location.search, localStorage);
    this.#guard = new ReloadGuard({
      keeping: sessionStorage,
      busy: () => desk.asking.get() !== null || document.querySelector('dialog[open]') !== null,
      reload: () => {
        this.#reloading = true;
        location.reload();
      },
    });
  }

  start(): void {
    this.#beatAt = Date.now();
    this.#askedAt = Date.now();
    const timer = setInterval(() => this.#look(), LOOK_MS);
    const ended = new AbortController();
    const { signal } = ended;
    window.addEventListener('pagehide', () => this.#bye(), { signal });
    this.#leave = [
      () => clearInterval(timer),
      () => ended.abort(),
      // Frames of data come to a hidden tab too, whose timers a browser lets run once a minute at most.
      this.#desk.center.connection.subscribe(() => this.#beat(Date.now())),
    ];
  }

  /** The wall is left for another page. */
  stop(): void {
    for (const leave of this.#leave.splice(0)) leave();
    this.#bye();
  }

  #look(): void {
    const now = Date.now();
    const stall = this.#stalls.look(now, !document.hidden);
    if (stall) this.#guard.wish(`${stall} stood still`);
    if (this.#stalls.ask(now)) requestAnimationFrame(() => this.#stalls.frame());
    if (now - this.#askedAt >= VERSION_MS) {
      this.#askedAt = now;
      void isOtherVersion().then((other) => other && this.#guard.wish('the server has another version'));
    }
    this.#guard.look(now);
    this.#beat(now);
  }

  /** Tells that the screen lives, where that is due. */
  #beat(now: number): void {
    if (this.#beating || now - this.#beatAt < BEAT_MS) return;
    this.#beatAt = now;
    this.#beating = true;
    this.#said = true;
    const { center, room, address } = this.#desk;
    const { heardAt } = center.connection.get();
    center.api.screens
      .heartbeat(this.#screen.id, {
        name: this.#screen.name,
        page: `${location.pathname}${location.search}`.slice(0, 2048),
        ...this.#stalls.takeCounts(),
        dataAgeMs: heardAt === null ? null : Math.max(0, center.clock.now() - heardAt),
        scene: this.#scene.look(room.get(), address.get().view, !document.hidden, now),
        sound: this.#sound.state.get(),
      })
      // The server is away, which the page says by itself; the next one may be heard.
      .catch(() => undefined)
      .finally(() => {
        this.#beating = false;
      });
  }

  /** Closed on purpose, unless it reloads itself: then it is missed where it does not come back. */
  #bye(): void {
    if (!this.#said || this.#reloading) return;
    this.#said = false;
    this.#desk.center.api.screens.goodbye(this.#screen.id);
  }
}
