import { isOldBackendAlive, isPortTaken, knownFailure } from './failure-reason';

describe('knownFailure', () => {
  it.each([
    [
      'postgres: error while loading shared libraries: libxml2.so.2: cannot open shared object file: No such file or directory',
      'LIBRARY_MISSING',
      'libxml2.so.2',
    ],
    ['dyld[71]: Library not loaded: @loader_path/../lib/libssl.dylib', 'LIBRARY_MISSING', 'libssl.dylib'],
    [
      "postgres: /lib/libc.so.6: version `GLIBC_2.38' not found (required by postgres)",
      'LIBRARY_MISSING',
      'GLIBC_2.38',
    ],
    ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'DISK_FULL', '/srv/data'],
    [
      'could not extend file "base/1/1259": wrote only 4096 of 8192 bytes\nHINT:  Check free disk space.',
      'DISK_FULL',
      '/srv/data',
    ],
    [
      'FATAL:  could not map anonymous shared memory: Cannot allocate memory',
      'START_FAILED',
      'shared memory (it needs 300 MB)',
    ],
    ['PANIC:  could not locate a valid checkpoint record at 0/1524F88', 'CLUSTER_BROKEN', '/srv/data'],
  ])('explains %s', (output, reason, named) => {
    const failure = knownFailure(`some line before\n${output}\nand after`, '/srv/data');

    expect(failure?.reason).toBe(reason);
    expect(failure?.message).toContain(named);
    expect(failure?.message).toMatch(/^[A-Z][^\n]+\.$/);
  });

  it('leaves an unknown failure to its own words', () => {
    expect(knownFailure('FATAL:  something new', '/srv/data')).toBeUndefined();
  });
});

it('tells a taken port from other refusals', () => {
  expect(isPortTaken('LOG:  could not bind IPv4 address "127.0.0.1": Address already in use')).toBe(true);
  expect(isPortTaken('LOG:  could not bind IPv4 address "127.0.0.1": Permission denied')).toBe(false);
});

it('knows a backend that outlived its postmaster', () => {
  const output = 'FATAL:  pre-existing shared memory block (key 3, ID 9) is still in use';

  expect(isOldBackendAlive(output)).toBe(true);
  expect(isOldBackendAlive('FATAL:  lock file "postmaster.pid" already exists')).toBe(false);
});
