import { pick } from '../random.ts';

const SURNAMES = [...'王李张刘陈杨赵郭武任贾梁白郝韩冯田段申乔薛温秦牛阎侯董宋高马'];
const MALE = [...'伟强军磊勇杰涛斌鹏浩宇辉刚毅鑫旭晨阳博文海波志明建国'];
const FEMALE = [...'芳娜敏静丽艳霞燕玲婷雪梅琳洁萍欣怡佳慧颖蓉莉云晓倩兰'];

/** An invented name of two or three characters. */
export function nameOf(random: () => number, sex: 'male' | 'female'): string {
  const given = sex === 'male' ? MALE : FEMALE;
  const first = pick(random, given);
  return (
    pick(random, SURNAMES) +
    first +
    (random() < 0.6
      ? pick(
          random,
          given.filter((letter) => letter !== first),
        )
      : '')
  );
}
