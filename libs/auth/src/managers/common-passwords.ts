/**
 * The most common passwords of at least ten characters, of the lists that were leaked; shorter ones are refused for
 * their length. In lower case.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `0123456789 0987654321 1029384756 1111111111 1122334455 1212121212 1234512345 1234554321 12345678900 1234567890
   12345678910 123456789a 123456789q 1234567891 1234567899 123123123123 1231231231 1357924680 147258369 1472583690
   1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qaz2wsx3e 1qazxsw23edc 2222222222 5555555555 7777777777 9876543210
   abcdefghij abcdefghijk abcd123456 abc1234567 admin12345 admin123456 administrator adminadmin alexander1
   asdfasdfasdf asdfghjkl1 asdfghjkl; asdfghjkl123 asdf123456 a123456789 aa123456789 basketball basketball1
   blink182182 changeme123 changeme1234 charlie123 christopher cheyenne12 computer123 dragonball dragon1234
   elizabeth1 everything football123 football12 forever123 fuckyou123 helloworld hello12345 hello123456
   iloveyou12 iloveyou123 iloveyou1234 iloveyousomuch jennifer12 jordan2323 killer1234 letmein123 letmein1234
   liverpool1 login12345 manchester manager123 manager1234 master1234 michael123 microsoft1 minecraft1 monkey1234
   mypassword mypassword1 mustang123 newpassword newpassword1 oracle1234 oracle12345 p@ssw0rd123 p@ssword123
   p@ssw0rd1234 pa55word123 pa$$w0rd123 pass123456 passw0rd12 passw0rd123 passw0rd1234 password01 password10
   password11 password12 password123 password1234 password12345 password123! password1! password2020 password2021
   password2022 password2023 password2024 password2025 password2026 password22 password99 passwordpassword
   passpasspass pokemon123 princess12 princess123 q1w2e3r4t5 q1w2e3r4t5y6 qazwsxedc1 qazwsxedc123 qazwsxedcrfv
   qq123456789 qwer123456 qwerasdfzxcv qwerqwerqwer qwert12345 qwerty1234 qwerty12345 qwerty123456 qwertyqwerty
   qwertyuiop qwertyuiop1 qwertyuiop123 qwertyuiop[] rootroot123 secret1234 secret12345 september1 shadow1234
   spiderman1 starwars123 startrek123 summer2023! summer2024! summer2025! summer2026! sunshine12 sunshine123
   superman12 superman123 temporary1 testtest12 test123456 test1234567 trustno1234 totara1234 totara12345
   unbelievable welcome123 welcome1234 welcome12345 welcome123! welcome2023 welcome2024 welcome2025 welcome2026
   whatever12 whatever123 winter2023! winter2024! winter2025! winter2026! zaq12wsxcde3 zxcvbnm123 zxcvbnm1234`
    .split(/\s+/)
    .filter((word) => word.length >= 10),
);
