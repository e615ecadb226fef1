import { shownCourse, shownUser } from './shown-snapshot';

const MARIA = {
  username: 'mlopez',
  idnumber: 'E100234',
  firstname: 'María',
  lastname: 'López',
  email: 'maria@example.com',
  suspended: false,
  deleted: false,
};
const NOBODY = {
  username: null,
  idnumber: null,
  firstname: null,
  lastname: null,
  email: null,
  suspended: false,
  deleted: false,
};

describe('the person of an imported completion', () => {
  it('is shown as the site knows them, whatever the file calls them', () => {
    expect(shownUser(MARIA, { firstname: 'Mary' }, null)).toEqual(MARIA);
  });

  it('is shown as the file tells where the site does not', () => {
    expect(shownUser(null, { username: 'mlopez', lastname: 'López' }, null)).toEqual({
      ...NOBODY,
      username: 'mlopez',
      lastname: 'López',
    });
  });

  it('keeps what an earlier file told and this one does not', () => {
    expect(shownUser(null, { lastname: 'López García' }, MARIA)).toEqual({
      ...MARIA,
      lastname: 'López García',
    });
  });

  it('has the name of the file where the site has deleted them', () => {
    const gone = { ...NOBODY, username: 'deleted_1', firstname: 'María', deleted: true, suspended: true };

    expect(shownUser(gone, { username: 'mlopez' }, null)).toEqual({ ...gone, username: 'mlopez' });
    expect(shownUser(gone, {}, MARIA)).toEqual({ ...MARIA, deleted: true });
  });
});

describe('the course of an imported completion', () => {
  const FIRE = { fullname: 'Fire Safety', shortname: 'FIRE-1', idnumber: null, category: 'Compliance' };

  it('is shown as the site knows it, else as the file tells, else as an earlier one told', () => {
    expect(shownCourse(FIRE, { fullname: 'Fire' }, null)).toEqual(FIRE);
    expect(shownCourse(null, { fullname: 'Fire' }, null)).toEqual({
      fullname: 'Fire',
      shortname: null,
      idnumber: null,
      category: null,
    });
    expect(shownCourse(null, { fullname: 'Fire' }, FIRE)).toEqual({ ...FIRE, fullname: 'Fire' });
  });
});
