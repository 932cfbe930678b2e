/** What a way of telling somebody asks for: the server checks it, this only says which fields there are. */
export interface Way {
  readonly address: 'url' | 'to';
  /** What stands in its address field first. */
  readonly url: string;
  readonly secrets: readonly string[];
}

/** The ways there are (twin-server, outlets/notify/ways). */
export const WAYS: Readonly<Record<string, Way>> = {
  webhook: { address: 'url', url: '', secrets: ['secret'] },
  mail: { address: 'to', url: '', secrets: [] },
  wecom: { address: 'url', url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send', secrets: ['key'] },
  dingtalk: { address: 'url', url: 'https://oapi.dingtalk.com/robot/send', secrets: ['token', 'secret'] },
  cap: { address: 'url', url: '', secrets: ['secret'] },
};
