/** This browser gives no WebGL 2 context: what is drawn with it cannot be shown. */
export class WebglUnavailable extends Error {
  override readonly name = 'WebglUnavailable';

  constructor() {
    super('WebGL 2 is not available in this browser, or its graphics driver is blocked');
  }
}
