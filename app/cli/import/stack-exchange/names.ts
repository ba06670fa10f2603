// Words for invented people: 256 first names and 256 family names, so that every byte names one. A changed list
// renames nobody who is there already.

const split = (words: string) => words.trim().split(/\s+/)

export const firstNames: readonly string[] = split(`
  Ada Adele Adrian Agnes Aino Alba Aldo Alina Alma Amara Amir Amos Anders Anika Anna Anouk Ansel Anton Anya Aria Arlo
  Armin Arne Arthur Asa Astrid Aurel Axel Aya Ayla Beata Bela Benno Berta Bianca Birgit Bjorn Boris Bram Bruno Calla
  Camil Carla Carmen Casper Celia Cerys Chiara Cleo Clara Colin Cora Cyrus Dana Dario Davi Delia Denis Diego Dina Dorian
  Dunya Edda Edgar Edith Eino Elena Elias Elif Elin Elio Elke Ella Ellis Elsa Emeka Emil Emre Enzo Erik Esme Ester Ettore
  Eva Ezra Fabio Farah Fay Felix Fenna Fiona Flora Florin Frida Gaia Gemma Gilda Gino Greta Gustav Hana Hanno Harald
  Hasan Hazel Hedda Helga Henrik Hilda Hugo Ida Ignaz Ilka Ilse Imani Imre Ines Ingrid Irma Isak Isla Ivar Ivo Jakob
  Jana Janek Jarle Jasna Jesper Joan Jonas Joris Josef Juna Jules Kai Kaito Kalle Karim Karin Kasia Keiko Kenji Kian
  Kira Klara Konrad Lara Lars Lasse Laszlo Leda Leif Lena Leona Levi Liam Lidia Lila Linnea Lino Lio Livia Lorenz Lotte
  Luca Lucia Ludo Luis Luka Lydia Magda Maja Malik Mara Marek Margot Marius Marta Mateo Matilda Mats Mette Mika Milan
  Mina Mira Miro Moira Mona Nadia Naomi Nia Nico Nils Nina Noah Noor Nora Odile Odin Olaf Oleg Olga Olivia Omar Ondine
  Orla Oskar Otis Ottilie Palma Paolo Pavel Petra Pia Piet Quinn Rafael Ragna Ramon Rania Reto Rhea Rita Robin Roman Ronja
  Rosa Ruben Runa Rune Sami Samira Sara Sasha Selma Serge Sigrid Silas Silvia Simon Sofia Sonja Stella Sven Tamar Tariq
  Tea Teo Thea Theo Tilda Tobias Uma Vera`).slice(0, 256)

export const familyNames: readonly string[] = split(`
  Abbot Alder Almeida Amsel Anker Appel Arden Ashby Aster Avery Bach Baker Balder Banks Bartok Barlow Beck Bell Benson
  Berg Birch Blau Bloom Bosch Bower Brandt Braun Brook Bruin Burke Byrne Calder Carver Castell Chandler Clay Cole Conti
  Cooper Corbin Costa Cove Craft Crane Cross Dahl Dale Danek Darwin Dekker Delgado Deniz Dorn Dover Drake Duarte Dubois
  Eaton Eder Egan Ekberg Elder Ellery Engel Erdem Falk Farrow Faust Fenn Ferro Fiala Field Finch Fischer Flint Fontana
  Forster Fox Frank Frost Fuchs Gale Garner Gatto Geller Gibb Glass Grant Grove Gruber Haas Hahn Halden Hale Hansen Harlow
  Hart Haven Hayes Heller Henning Herzog Hill Hofer Holm Holt Horn Huber Hudson Hume Ibsen Imhof Ivers Jansen Jarvis Joshi
  Juhl Kaiser Kaplan Karlsen Keane Keller Kent Kerr Kestrel Kimura Klein Knight Koch Kovac Kraft Krog Lake Lambert Landry
  Lang Larkin Laurent Leitner Lenz Lind Linden Locke Lorne Lowell Lund Lutz Lynn Mace Maier Mann Marlow Marsh Martens Mason
  Maurer Mayer Meadow Meier Mercer Merkel Miller Monk Moreau Moss Munk Nagel Nakano Neri Nielsen Noble Nolan Nord Novak
  Nowak Oakes Oakley Ochoa Olsen Orlov Osborn Otte Pace Palmer Park Parry Pascal Paulsen Pavlov Pears Penn Perez Peters
  Piper Pohl Pollard Porter Prager Quill Rader Rainer Ramos Raven Reed Reich Renner Rhodes Ricci Rivers Robles Roth Rowan
  Ruiz Rush Sabin Sand Sato Sauer Scholz Segal Shaw Silva Sommer Stark Stein Stone Storm Strand Sutter Swan Tanaka Tate
  Tauber Thorn Tolman Torres Trent Turner Ulrich Unger Vale Vance Varga Vega Vidal Vogel Voss Wagner Walden Walsh Ward
  Weber Weiss Wells Wilder Winter Wolf Wren Yates York Zeller Zimmer`).slice(0, 256)

export const pastimes: readonly string[] = [
  'Bakes bread on Sundays',
  'Grows tomatoes on a balcony',
  'Walks a very slow dog',
  'Repairs old radios',
  'Reads on trains',
  'Plays the cello, quietly',
  'Collects maps of places that are gone',
  'Teaches chemistry',
  'Rows at dawn',
  'Keeps bees',
  'Works in a library',
  'Draws comics',
  'Cooks for twelve on most weekends',
  'Builds boats in bottles',
  'Swims in cold lakes',
  'Writes code by day',
  'Nurse on the night shift',
  'Restores bicycles',
  'Sings in a choir',
  'Studies moss',
  'Runs a small print shop',
  'Plants trees',
  'Takes photographs on film',
  'Retired surveyor',
]

export const asides: readonly string[] = [
  'Here to ask and to answer',
  'Asks too many questions',
  'Reads more than I write',
  'Always up for a good argument',
  'Opinions are my own and change',
  'Corrections welcome',
  'Notes to myself, mostly',
  'Slow to reply',
  'Happy to be wrong',
  'Learning in public',
  'Likes a footnote',
  'Two cats',
]
