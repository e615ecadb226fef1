import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppSecretFile } from './app-secret-file';
import { SecretBox } from './secret-box';
import { AppSecretUnusableError, SecretUnreadableError } from './secret-box.errors';

const PLACE = 'setting:pushClientSecret';
const SECRET = 'correct horse battery staple';

describe('SecretBox', () => {
  let dataDir: string;

  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'secret-box-'))));
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  function boxOf(appSecret?: string, ...previousAppSecrets: string[]): SecretBox {
    return new SecretBox({ appSecret, previousAppSecrets, dataDir });
  }

  it('gives back what it sealed, and seals the same text otherwise each time', () => {
    const box = boxOf('a key that only we know');

    const [one, other] = [box.seal(SECRET, PLACE), box.seal(SECRET, PLACE)];

    expect(one).not.toBe(other);
    expect(one).toMatch(/^oi1\.[0-9a-f]{12}\.[\w-]+$/);
    expect(Buffer.from(one.split('.')[2]!, 'base64url').toString()).not.toContain('horse');
    expect([box.open(one, PLACE), box.open(other, PLACE)]).toEqual([SECRET, SECRET]);
  });

  it('keeps what is not ASCII, and what is empty', () => {
    const box = boxOf('a key that only we know');

    expect(box.open(box.seal('pässwörd ✓', PLACE), PLACE)).toBe('pässwörd ✓');
    expect(box.open(box.seal('', PLACE), PLACE)).toBe('');
  });

  it('opens nothing in another place than it was sealed for', () => {
    const box = boxOf('a key that only we know');
    const sealed = box.seal(SECRET, PLACE);

    expect(() => box.open(sealed, 'setting:pushPrivateKey')).toThrow(SecretUnreadableError);
  });

  it.each([
    ['a changed byte', (sealed: string) => sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA')],
    ['a cut one', (sealed: string) => sealed.slice(0, -8)],
    ['hardly anything', (sealed: string) => sealed.split('.').slice(0, 2).join('.') + '.AAAA'],
    ['something else', () => 'plain text'],
    ['nothing', () => ''],
  ])('says of %s that it is damaged, and not what it holds', (_case, damage) => {
    const box = boxOf('a key that only we know');
    const open = () => box.open(damage(box.seal(SECRET, PLACE)), PLACE);

    expect(open).toThrow(expect.objectContaining({ why: 'damaged' }));
    expect(open).not.toThrow(/horse/);
  });

  it('does not open what was sealed with another key, and says which variable to set', () => {
    const sealed = boxOf('the first of all keys').seal(SECRET, PLACE);
    const open = () => boxOf('some other key of ours').open(sealed, PLACE);

    expect(open).toThrow(expect.objectContaining({ why: 'other_key' }));
    expect(open).toThrow(/APP_SECRET/);
  });

  it('opens what was sealed with an earlier key, and seals with the present one', () => {
    const sealed = boxOf('the first of all keys').seal(SECRET, PLACE);
    const box = boxOf('the second of all keys', 'some key or other', 'the first of all keys');

    expect(box.open(sealed, PLACE)).toBe(SECRET);
    expect(box.isCurrent(sealed)).toBe(false);
    expect(box.isCurrent(box.seal(SECRET, PLACE))).toBe(true);
  });

  describe('without APP_SECRET', () => {
    it('generates a key at the first sealing, for its owner only', () => {
      const box = boxOf();
      expect(readdirSync(dataDir)).toEqual([]);

      const sealed = box.seal(SECRET, PLACE);

      expect(readdirSync(dataDir)).toEqual(['app.secret']);
      expect(statSync(join(dataDir, 'app.secret')).mode & 0o777).toBe(0o600);
      expect(boxOf().open(sealed, PLACE)).toBe(SECRET);
    });

    it('takes the key that another process has generated meanwhile', () => {
      const [one, other] = [boxOf(), boxOf()];
      expect(() => other.open('oi1.000000000000.AAAA', PLACE)).toThrow(SecretUnreadableError);

      const sealed = one.seal(SECRET, PLACE);

      expect(other.open(sealed, PLACE)).toBe(SECRET);
      expect(other.isCurrent(sealed)).toBe(true);
    });

    it('opens what was sealed before and after the key is replaced, in a process that runs on', () => {
      const box = boxOf();
      const before = box.seal(SECRET, PLACE);
      const file = new AppSecretFile(dataDir);

      file.replace();
      file.replace();

      const after = box.seal(SECRET, PLACE);
      expect(box.isCurrent(before)).toBe(false);
      expect([box.open(before, PLACE), box.open(after, PLACE)]).toEqual([SECRET, SECRET]);
      file.dropPrevious();
      expect(() => box.open(before, PLACE)).toThrow(expect.objectContaining({ why: 'other_key' }));
      expect(box.open(after, PLACE)).toBe(SECRET);
    });

    it('opens it with APP_SECRET as well, once that is set', () => {
      const sealed = boxOf().seal(SECRET, PLACE);

      expect(boxOf('the key of the operator').open(sealed, PLACE)).toBe(SECRET);
    });

    it('says which file cannot be written', () => {
      const file = join(dataDir, 'file');
      writeFileSync(file, '');
      const seal = () =>
        new SecretBox({ appSecret: undefined, previousAppSecrets: [], dataDir: file }).seal(SECRET, PLACE);

      expect(seal).toThrow(AppSecretUnusableError);
      expect(seal).toThrow(file);
      expect(readFileSync(file, 'utf8')).toBe('');
    });
  });
});
