/** Whether a topic may be published to: not empty, without wildcards and NUL ([MQTT-3.3.2-2], [MQTT-4.7.3-1]). */
export function isTopic(topic: string): boolean {
  return topic.length > 0 && !/[+#\0]/.test(topic);
}

/** Whether a filter is well formed: `+` fills a level, `#` is the last one ([MQTT-4.7.1-2], [MQTT-4.7.1-3]). */
export function isTopicFilter(filter: string): boolean {
  if (filter.length === 0 || filter.includes('\0')) return false;
  const levels = filter.split('/');
  return levels.every((level, index) => {
    if (level === '+') return true;
    if (level === '#') return index === levels.length - 1;
    return !/[+#]/.test(level);
  });
}

/** Whether a topic falls under a filter; topics that begin with `$` are under no leading wildcard ([MQTT-4.7.2-1]). */
export function matchesFilter(filter: string, topic: string): boolean {
  if (topic.startsWith('$') && /^[+#]/.test(filter)) return false;
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (const [index, level] of wanted.entries()) {
    if (level === '#') return true;
    if (levels[index] === undefined || (level !== '+' && level !== levels[index])) return false;
  }
  return wanted.length === levels.length;
}
