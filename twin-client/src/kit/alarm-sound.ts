import { Signal } from '../state/signal.ts';

/** Whether alarms can be heard: `blocked` is the browser's doing until somebody clicks. */
export type SoundState = 'blocked' | 'on' | 'off';

/** Tones of the priorities, Hz, in order; the more urgent the higher and the more of them. */
const TONES: Readonly<Record<1 | 2 | 3 | 4, readonly number[]>> = {
  1: [880, 660, 880, 660],
  2: [660, 550],
  3: [440],
  4: [330],
};
const TONE_S = 0.18;
const LOUDNESS = 0.2;

/** The sound of alarms, made by the browser itself. */
export class AlarmSound {
  readonly state: Signal<SoundState>;
  readonly #context = new AudioContext();
  #isOff = false;

  constructor() {
    this.state = new Signal<SoundState>(this.#stateNow());
    this.#context.onstatechange = () => this.state.set(this.#stateNow());
  }

  /** Allows sound; only a click or a key press may call it. */
  async unlock(): Promise<void> {
    this.#isOff = false;
    await this.#context.resume();
    this.state.set(this.#stateNow());
  }

  mute(): void {
    this.#isOff = true;
    this.state.set(this.#stateNow());
  }

  /** Sounds once, unless it is off or blocked. */
  play(priority: 1 | 2 | 3 | 4): void {
    if (this.state.get() !== 'on') return;
    const { currentTime } = this.#context;
    for (const [at, frequency] of TONES[priority].entries()) this.#tone(frequency, currentTime + at * TONE_S * 1.4);
  }

  close(): void {
    this.#context.onstatechange = null;
    void this.#context.close();
  }

  #tone(frequency: number, at: number): void {
    const gain = new GainNode(this.#context, { gain: 0 });
    // A tone that begins and ends at once clicks.
    gain.gain.setTargetAtTime(LOUDNESS, at, 0.01);
    gain.gain.setTargetAtTime(0, at + TONE_S - 0.04, 0.012);
    const tone = new OscillatorNode(this.#context, { frequency });
    tone.connect(gain).connect(this.#context.destination);
    tone.start(at);
    tone.stop(at + TONE_S);
  }

  #stateNow(): SoundState {
    if (this.#isOff) return 'off';
    return this.#context.state === 'running' ? 'on' : 'blocked';
  }
}
