import { type RequestHandler, Router } from 'express';
import type { ApiCourse } from './course.ts';
import type { ApiDeps } from './deps.ts';
import type { Endpoint } from './endpoint.ts';
import { allEndpoints } from './endpoints.ts';
import { API_ROOT, mountEndpoints } from './mount.ts';
import { Problem } from './problem.ts';

/** Where the API of a course begins: /courses/replay-3/api/v1/… */
export const COURSES_ROOT = '/courses';

/** What people can do in a drill: command devices, and handle alarms; everything else that is not read is refused there. */
const ACT = /^(\/devices\/\{code\}\/commands|\/alarms\/\{id\}\/\w+)$/;
const isAct = ({ method, path }: Endpoint) => method === 'post' && ACT.test(path);

/**
 * The API once more, of another course of time: read as it is then, and what is done stays there. Nothing that acts on the site itself,
 * on a device, on a receiver or on a record can be reached through it.
 */
export function courseRouter(deps: ApiDeps): Router {
  const routers = new WeakMap<ApiCourse, RequestHandler>();
  const routerOf = (course: ApiCourse): RequestHandler => {
    const made = routers.get(course) ?? routerTo(deps, course);
    routers.set(course, made);
    return made;
  };
  const router = Router({ mergeParams: true });
  router.use('/:course', (request, response, next) => {
    const course = deps.courses?.find(request.params.course);
    if (!course) throw new Problem('not-found', `${request.params.course} is over; begin another one`);
    routerOf(course)(request, response, next);
  });
  return router;
}

function routerTo(deps: ApiDeps, course: ApiCourse): Router {
  const refuse = () => Promise.reject(new Problem('conflict', 'nothing can be done in a replay: it shows what was'));
  const then: ApiDeps = {
    ...deps,
    course,
    published: () => course.state(),
    hash: () => course.hash(),
    now: () => course.course().at,
    // What is published is what is: the past is for who may explore it.
    publicBoard: false,
    handleAlarm: course.acts?.handleAlarm ?? refuse,
    orderDevice: course.acts?.orderDevice ?? refuse,
  };
  const router = Router();
  const served = allEndpoints(then).filter((endpoint) => endpoint.method === 'get' || isAct(endpoint));
  router.use(API_ROOT, mountEndpoints(then, served));
  router.use(API_ROOT, () => {
    throw new Problem('conflict', `this cannot be done in ${course.name}: only the living site takes it`);
  });
  return router;
}
