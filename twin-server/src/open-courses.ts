import type { ApiCourse } from './api/course.ts';
import { LIVE_BRANCH } from './journal/branch.ts';
import type { OpenReplay, Replays } from './replay/replays.ts';

const courses = new WeakMap<OpenReplay, ApiCourse>();

/** A replay as the API answers of it, the same object each time; undefined where none is open under this name. */
export function replayCourse(replays: Replays, name: string): ApiCourse | undefined {
  const open = replays.get(name);
  if (!open) return undefined;
  const { replay } = open;
  const made = courses.get(open) ?? {
    name,
    branch: LIVE_BRANCH,
    forkSeq: 0,
    state: () => replay.state,
    hash: () => replay.hash(),
    course: () => replay.course,
  };
  courses.set(open, made);
  return made;
}
