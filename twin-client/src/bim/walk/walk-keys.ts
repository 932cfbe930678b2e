import type { WalkWish } from './walker.ts';

/** What a walker can be told, by key or by a button on a touch screen. */
export type WalkCommand = 'forward' | 'back' | 'left' | 'right' | 'turnLeft' | 'turnRight' | 'hurry';

/** Keys by where they are on the keyboard (KeyboardEvent.code): the same hand on every layout. */
const KEYS: Readonly<Record<string, WalkCommand>> = {
  KeyW: 'forward',
  ArrowUp: 'forward',
  KeyS: 'back',
  ArrowDown: 'back',
  KeyA: 'left',
  KeyD: 'right',
  ArrowLeft: 'turnLeft',
  ArrowRight: 'turnRight',
  KeyQ: 'turnLeft',
  KeyE: 'turnRight',
  ShiftLeft: 'hurry',
  ShiftRight: 'hurry',
};

/** What is held down while walking. Keys belong to the walk alone, unless someone types or has the focus on a control. */
export class WalkKeys {
  readonly #held = new Map<string, WalkCommand>();
  readonly #onHold: () => void;
  #listening: AbortController | null = null;

  constructor(onHold: () => void) {
    this.#onHold = onHold;
  }

  get held(): boolean {
    return [...this.#held.values()].some((command) => command !== 'hurry');
  }

  get wish(): WalkWish {
    return {
      forward: this.#share('forward') - this.#share('back'),
      right: this.#share('right') - this.#share('left'),
      hurried: this.#share('hurry') > 0,
    };
  }

  /** 1 to the left, −1 to the right. */
  get turn(): number {
    return this.#share('turnLeft') - this.#share('turnRight');
  }

  /** Holds or lets go of a command from a button of the page. */
  press(command: WalkCommand, down: boolean): void {
    this.#set(`button ${command}`, down ? command : null);
  }

  setActive(active: boolean): void {
    this.#listening?.abort();
    this.#listening = null;
    this.#held.clear();
    if (!active) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    // Before the page's own keys: while walking, arrows do not move in its lists.
    window.addEventListener('keydown', (event) => this.#key(event, true), { signal, capture: true });
    window.addEventListener('keyup', (event) => this.#key(event, false), { signal, capture: true });
    window.addEventListener('blur', () => this.#held.clear(), { signal });
  }

  #key(event: KeyboardEvent, down: boolean): void {
    const command = KEYS[event.code];
    if (!command || event.ctrlKey || event.metaKey || event.altKey) return;
    if (down && isControl(event.target)) return;
    this.#set(event.code, down ? command : null);
    if (down && command !== 'hurry') event.preventDefault();
  }

  #set(source: string, command: WalkCommand | null): void {
    if (command) this.#held.set(source, command);
    else this.#held.delete(source);
    if (command) this.#onHold();
  }

  #share(command: WalkCommand): number {
    return [...this.#held.values()].includes(command) ? 1 : 0;
  }
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, dialog *, [role="tree"]');
}
