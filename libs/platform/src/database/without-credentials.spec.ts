import { withoutCredentials } from './migrate';

describe('withoutCredentials', () => {
  it('leaves the place and drops user, password and parameters', () => {
    const address = withoutCredentials(
      'postgres://hr:s3cret@db.example.com:6543/integration?password=s3cret',
    );

    expect(address).toBe('postgres://db.example.com:6543/integration');
  });

  it('says nothing of what it cannot read', () => {
    expect(withoutCredentials('postgres://hr:s3c ret@:bad:/x')).toBe('an address that is not a URL');
  });
});
