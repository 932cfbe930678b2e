/** This browser gives no WebGL 2 context: the site cannot be drawn. */
export class WebglUnavailable extends Error {
  name = 'WebglUnavailable';
  constructor() {
    super('WebGL 2 is not available in this browser, or its graphics driver is blocked');
  }
}
