/** The most used passwords of eight characters and more, lower case (from public breach statistics). */
export const commonPasswords: ReadonlySet<string> = new Set(
  `00000000 000000000 0000000000 11111111 111111111 1111111111 11223344 112233445566 11235813 12121212 12312312
  123123123 123321123 12341234 123454321 12345678 123456789 1234567890 12345678901 123456789a 123456789q 12345678910
  1234567891 12345qwert 1234abcd 1234qwer 123abc123 123qweasd 123qweasdzxc 13131313 13579246 147258369 159357456
  159753456 19841984 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 20202020 21212121 22222222
  222222222 23232323 24682468 25802580 33333333 44444444 55555555 555555555 66666666 666666666 69696969 77777777
  777777777 87654321 88888888 888888888 987654321 9876543210 99999999 999999999 a1b2c3d4 a1234567 aa123456 aa12345678
  aaaaaaaa abc12345 abcd1234 abcd12345 abcdefgh abcdefg1 access14 adgjmptw admin123 admin1234 administrator alexander
  america1 andromeda angelica anything arsenal1 asdasdasd asdf1234 asdfasdf asdfghjk asdfghjkl asdfjkl1 babygirl
  babygirl1 barcelona baseball baseball1 basketball battlefield beautiful benjamin bigdaddy blink182 bluebird brooklyn
  bubbles1 butterfly caroline changeme changeme1 changeme123 charlie1 charlotte chelsea1 chocolate christian christina
  christopher cocacola colorado computer computer1 corvette courtney cowboys1 creative danielle december diamond1
  dolphin1 dolphins dragon123 dragonball einstein elephant elizabeth everton1 facebook fireball firebird florence
  football football1 franklin freedom1 friends1 fuckyou1 fuckyou2 garfield giovanni goldfish government hardcore
  hello123 hellohello helloworld iloveyou iloveyou1 iloveyou2 iloveyou123 infinity internet isabella jackson1 jasmine1
  jennifer jessica1 jonathan jordan23 justin123 kimberly kristina letmein1 letmein123 letmeinnow liverpool liverpool1
  lovelove loveyou1 macintosh magic123 manchester marlboro marshall master123 matthew1 maverick melissa1 mercedes
  metallica michael1 michelle midnight mississippi monkey123 monkeys1 mountain mustang1 natasha1 nicholas nintendo
  november p@ssw0rd p@ssword pa55word pa55w0rd pass1234 passw0rd passw0rd1 password password! password0 password01
  password1 password1! password12 password123 password1234 password2 password3 password7 password9 passwords patricia
  peaches1 pineapple playboy1 pokemon1 portugal postgres princess princess1 q1w2e3r4 q1w2e3r4t5 qazwsx123 qazwsxedc
  qazwsxedcrfv qq123456 qwe123qwe qwer1234 qwerasdf qwerqwer qwert123 qwert1234 qwerty12 qwerty123 qwerty1234
  qwerty12345 qwerty123456 qwertyui qwertyuiop rainbow1 rangers1 raspberry realmadrid redsox04 remember richard1
  rockstar1 rush2112 samantha samsung1 scorpion secret123 september shadow123 shannon1 simpsons skywalker slipknot
  snowball softball spiderman spongebob starwars starwars1 steelers stephanie strawberry sunflower sunshine sunshine1
  superman superman1 superstar swordfish teddybear testing1 testtest thunder1 tinkerbell tottenham tributary
  trustno1 twilight veronica victoria w1e2l3c4 warcraft welcome1 welcome123 westside whatever william1 winner123
  wonderful xxxxxxxx yankees1 zaq12wsx zaq1zaq1 zxcvbnm1 zxcvbnm123 zzzzzzzz`.split(/\s+/),
)
