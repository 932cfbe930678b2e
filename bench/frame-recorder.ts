interface Recorder {
  /** While set, nothing is drawn: what is left of a frame is JavaScript. */
  stubbed: boolean;
  recording: boolean;
  /** Something was drawn, or would have been, since the last frame. */
  drawn: boolean;
  /** Milliseconds in animation frame callbacks, one number a frame. */
  readonly frames: number[];
}
/** A page in which `recordFrames` ran. */
export type RecordedWindow = Window & { frameRecorder: Recorder };

/** Runs in the page before its scripts: takes the time of animation frames, and can make draw calls do nothing. */
export function recordFrames(): void {
  const recorder: Recorder = { stubbed: false, recording: false, drawn: false, frames: [] };
  (window as unknown as RecordedWindow).frameRecorder = recorder;
  const context = WebGL2RenderingContext.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of ['drawElements', 'drawArrays', 'drawElementsInstanced', 'drawArraysInstanced', 'clear']) {
    const draw = context[name]!;
    context[name] = function (this: unknown, ...args: unknown[]) {
      recorder.drawn = true;
      return recorder.stubbed ? undefined : draw.apply(this, args);
    };
  }
  const request = window.requestAnimationFrame.bind(window);
  let [frame, spentMs] = [-1, 0];
  window.requestAnimationFrame = (callback) =>
    request((time) => {
      if (time !== frame) {
        // Frames in which the scene had nothing to draw are none of its frames.
        if (recorder.recording && recorder.drawn) recorder.frames.push(spentMs);
        [frame, spentMs] = [time, 0];
        recorder.drawn = false;
      }
      const began = performance.now();
      callback(time);
      // All callbacks of one frame are given the same time.
      spentMs += performance.now() - began;
    });
}
