import { insertRows, type TotaraDatabase } from '../schema/bulk-rows';
import { CATEGORIES, COURSES } from './course-catalogue';
import { createCourses } from './course-rows';
import { ADMIN_ID } from './person';

export const ORGANISATIONS = [
  { fullname: 'Nordwind Logistics Group', parent: null },
  { fullname: 'Warehouses', parent: 0 },
  { fullname: 'Transport', parent: 0 },
  { fullname: 'Cold Chain', parent: 1 },
  { fullname: 'Finance & IT', parent: 0 },
  { fullname: 'アジア太平洋', parent: 0 },
  { fullname: 'Sécurité', parent: 0 },
] as const;
export const POSITIONS = [
  'Managing Director',
  'Site Manager',
  'Shift Lead',
  'Picker',
  'Driver',
  'Analyst',
  'Büro',
] as const;

/** The profile fields; the third has a default, so that most people have no row for it. */
export const PROFILE_FIELDS = {
  personNumber: { id: 1, shortname: 'personnumber', name: 'Oracle person number', datatype: 'text' },
  hireDate: { id: 2, shortname: 'hiredate', name: 'Hire date', datatype: 'datetime' },
  contract: { id: 3, shortname: 'contract', name: 'Contract', datatype: 'menu', defaultdata: 'Permanent' },
} as const;

/** Writes everything that is there before the people: categories, courses, tenant, hierarchies, profile fields. */
export async function createWorkplace(site: TotaraDatabase, createdAt: number): Promise<void> {
  await insertRows(site, 'course_categories', categoryRows(createdAt));
  await createCourses(site, createdAt);
  await insertRows(site, 'tenant', [
    {
      id: 1,
      name: 'Northern Depot Ltd',
      idnumber: 'TEN-NORTH',
      description: 'The depot that kept its own training team',
      categoryid: CATEGORIES.length,
      cohortid: 1,
      timecreated: createdAt,
      usercreated: ADMIN_ID,
    },
  ]);
  await insertRows(site, 'org', hierarchyRows(ORGANISATIONS, 'ORG', createdAt));
  await insertRows(
    site,
    'pos',
    hierarchyRows(
      POSITIONS.map((fullname) => ({ fullname, parent: null })),
      'POS',
      createdAt,
    ),
  );
  await insertRows(
    site,
    'user_info_field',
    Object.values(PROFILE_FIELDS).map((field) => ({
      defaultdata: null,
      ...field,
      visible: 1,
      sortorder: field.id,
    })),
  );
}

function categoryRows(createdAt: number) {
  const paths: string[] = [];
  return CATEGORIES.map(({ name, idnumber, parent }, index) => {
    const path = `${parent === null ? '' : paths[parent]}/${index + 1}`;
    paths.push(path);
    return {
      id: index + 1,
      name,
      idnumber,
      parent: parent === null ? 0 : parent + 1,
      sortorder: (index + 1) * 10_000,
      coursecount: COURSES.filter(({ category }) => category === index).length,
      depth: path.split('/').length - 1,
      path,
      timemodified: createdAt,
    };
  });
}

function hierarchyRows(
  items: readonly { fullname: string; parent: number | null }[],
  code: string,
  createdAt: number,
) {
  const paths: string[] = [];
  return items.map(({ fullname, parent }, index) => {
    const path = `${parent === null ? '' : paths[parent]}/${index + 1}`;
    paths.push(path);
    return {
      id: index + 1,
      fullname,
      shortname: `${code}${index + 1}`,
      idnumber: `${code}-${100 + index}`,
      frameworkid: 1,
      parentid: parent === null ? 0 : parent + 1,
      path,
      visible: 1,
      depthlevel: path.split('/').length - 1,
      timecreated: createdAt,
      timemodified: createdAt,
      usermodified: ADMIN_ID,
    };
  });
}
