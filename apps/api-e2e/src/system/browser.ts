/** As much of a browser as redirects need: it keeps the cookies of each site, and follows where it is sent. */
export class Browser {
  private readonly cookies = new Map<string, Map<string, string>>();
  /** Every address it was at, the last one last. */
  readonly visited: string[] = [];

  /** One request, without following a redirect. */
  async go(url: string, init: RequestInit = {}): Promise<Response> {
    const jar = this.jarOf(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string> | undefined), cookie };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    this.visited.push(url);
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name!);
      else jar.set(name!, value!);
    }
    return answer;
  }

  /** Goes on until an address that is `stop`, or until nobody sends it further; answers where it stands. */
  async follow(url: string, stop: (url: string) => boolean = () => false): Promise<string> {
    let at = url;
    for (let hop = 0; hop < 20; hop += 1) {
      if (stop(at)) return at;
      const answer = await this.go(at);
      const location = answer.headers.get('location');
      if (location === null) return at;
      at = new URL(location, at).href;
    }
    throw new Error(`Sent around in circles: ${this.visited.join(' ')}`);
  }

  cookie(url: string, name: string): string | undefined {
    return this.jarOf(url).get(name);
  }

  private jarOf(url: string): Map<string, string> {
    const { host } = new URL(url);
    const jar = this.cookies.get(host) ?? new Map<string, string>();
    this.cookies.set(host, jar);
    return jar;
  }
}
