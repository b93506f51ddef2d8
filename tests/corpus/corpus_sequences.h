// All pages of the reports in corpus/.
#pragma once

#include "tests/corpus/expected_sequence.h"

namespace proviso {

inline const ExpectedSequence kCorpusPages[] = {
    {"corpus/commission-statement-en-ru-uk.pdf", 1,
     "H Statement Labour\n"
     "P The 207).\n"
     "H I. Findings\n"
     "P In hotline.\n"
     "P Forced Code.\n"
     "P The pairs.\n"
     "H II. Recommendations\n"
     "P The worker.\n"
     "P Fees councils.\n"
     "I In recruitment.\n"
     "I With banks.\n"},
    {"corpus/commission-statement-en-ru-uk.pdf", 2,
     "H I. Выводы\n"
     "P На жителей.\n"
     "P Принудительный 83).\n"
     "H II. Рекомендации\n"
     "P Комиссия заявителя.\n"
     "P Важно шага.\n"
     "I В миграции.\n"
     "I В рынках.\n"},
    {"corpus/commission-statement-en-ru-uk.pdf", 3,
     "H I. Висновки\n"
     "P В робітників.\n"
     "H II. Рекомендації\n"
     "P Нижче приймальню.\n"
     "I Забезпечте суді.\n"
     "I З зайнятість.\n"},
    {"corpus/eaeu-workers-ru.pdf", 1,
     "H Свободное труд\n"
     "P Работники условны.\n"
     "H 1. работники\n"
     "P Граждане 94,6%.\n"
     "P Движение стороне.\n"
     "A «Документ нет»\n"
     "H 2. переводы\n"
     "P Свобода процентов.\n"
     "P Между мест.\n"
     "P Средний [4].\n"
     "P Из видит.\n"
     "T Таблица человек\n"
     "C 9x7\n"},
    {"corpus/eaeu-workers-ru.pdf", 2,
     "C 9x7\n"
     "T Источник: [2].\n"
     "H 3. деле\n"
     "H 3.1. спор\n"
     "P Работник [5].\n"
     "P Невыплата РК.\n"
     "H 3.2. ошибку\n"
     "P Гражданин десяти.\n"
     "P Обзор 2.\n"
     "T Таблица посредника\n"
     "C 7x4\n"},
    {"corpus/eaeu-workers-ru.pdf", 3,
     "C 7x4\n"
     "T Источник: г.\n"
     "H 3.3. нормы\n"
     "P Ни [6].\n"
     "H 4. сделать\n"
     "P Договор правительств.\n"
     "I Евразийской Союза.\n"
     "I Отменить жилья.\n"
     "I Разрешить доверенности.\n"
     "I Правительству реестр.\n"
     "I Казахстан паспортов.\n"
     "P Некоторые внутренних.\n"
     "H Литература Литература\n"
     "L [1] 2021.\n"
     "L [2] 2021.\n"},
    {"corpus/eaeu-workers-ru.pdf", 4,
     "L [3] 61–80.\n"
     "L [4] 2020.\n"
     "L [5] г.\n"},
    {"corpus/labour-corridors-en.pdf", 1,
     "H Working Pass\n"
     "H Seasonal Federation\n"
     "P Corridor 4\n"
     "P Bishkek, 2021\n"},
    {"corpus/labour-corridors-en.pdf", 2,
     "H Foreword Foreword\n"
     "P This used.\n"
     "P The data.\n"
     "P We day.\n"},
    {"corpus/labour-corridors-en.pdf", 3,
     "H 1. numbers\n"
     "H 1.1. goes\n"
     "P Every home.\n"
     "P The care.\n"
     "P Women consent.\n"
     "H 1.2. send\n"
     "P A paid.\n"
     "P Remittances month.\n"
     "P Table once.\n"
     "T Table persons\n"
     "C 6x5\n"
     "T Source: 2020.\n"},
    {"corpus/labour-corridors-en.pdf", 4,
     "H 2. offence\n"
     "H 2.1. lost\n"
     "P A work.\n"
     "P The 393).\n"
     "P The granted.\n"
     "H 2.2. Exploitation\n"
     "P Where 29).\n"
     "P The Kyrgyzstan.\n"
     "P Police five.\n"
     "H 2.3. Help\n"
     "P Shelters in\n"},
    {"corpus/labour-corridors-en.pdf", 5,
     "P Bishkek there.\n"
     "P Compensation 2017.\n"
     "H 3. back\n"
     "P Return country.\n"
     "P The them.\n"
     "H 4. Recommendations\n"
     "P The act.\n"
     "H To destination\n"
     "I Grant employer.\n"
     "I Separate expulsion.\n"
     "I Allow divided.\n"
     "I Kazakhstan it.\n"
     "H To origin\n"
     "I Publish charge.\n"
     "I Place citizens.\n"
     "I The Migration.\n"
     "H To donors\n"
     "P Much that\n"},
    {"corpus/labour-corridors-en.pdf", 6,
     "P building workers.\n"
     "H References References\n"
     "L Corridor Bishkek.\n"
     "L International ilo.org/forcedlabour\n"
     "L National Bishkek.\n"
     "L Ministry Astana.\n"
     "L Toktosunova, 44–71.\n"},
    {"corpus/penal-response-en.pdf", 1,
     "H Borders, Sea\n"
     "H Emese Lomidze\n"
     "P Summary. proposals.\n"
     "H 1 Movement\n"
     "P The 12).\n"
     "P How people.\n"
     "P The 2019).\n"
     "P Prices manat.\n"
     "H 2 law\n"
     "H 2.1 Smuggling\n"
     "P Article Armenia.\n"
     "P Refugees children.\n"
     "H 2.2 Trafficking\n"
     "P All provisions.\n"},
    {"corpus/penal-response-en.pdf", 2,
     "T Table persons\n"
     "C 9x5\n"
     "T Source: 2019.\n"
     "P Sentences 2016.\n"
     "H 3 judgment\n"
     "P Few so.\n"
     "P The 332.\n"
     "H 3.1 carried\n"
     "P What empty.\n"
     "P Passengers 2018.\n"
     "P Children regions.\n"
     "H 4 forward\n"
     "P The already.\n"
     "P Armenia suspended.\n"
     "P Belarus again.\n"},
    {"corpus/penal-response-en.pdf", 3,
     "H Note sources\n"
     "P The here.\n"
     "P Numbers them.\n"
     "P The case.\n"
     "H Annex codes\n"
     "C 9x4\n"},
    {"corpus/penal-response-en.pdf", 4,
     "C 9x4\n"
     "T Source: 2018.\n"
     "H References References\n"
     "L Kvirikashvili, House.\n"
     "L State Minsk.\n"
     "L United org\n"
     "L United York.\n"
     "L Ursu, 15–39.\n"
     "L Varga, 19.\n"},
    {"corpus/protection-notes-uk.pdf", 1,
     "H Шлях Україні\n"
     "P Чернівці, 2020\n"
     "H 1. захисту\n"
     "P Протягом дорослих.\n"
     "P Статус справ.\n"
     "H 2. законом\n"
     "P Перетинання євро.\n"
     "P Торгівля регіонами.\n"
     "T Таблиця. осіб\n"
     "C 5x4\n"
     "T Джерело: служб.\n"
     "H 3. змінити\n"
     "P Запропоновані закону.\n"
     "I Не захисті.\n"
     "I Міграційній співбесіди.\n"},
    {"corpus/protection-notes-uk.pdf", 2,
     "I Місцеві провадження.\n"
     "I Рекомендуємо безпосередньо.\n"
     "P Потрібно році.\n"},
    {"corpus/trafficking-review-ru.pdf", 1,
     "H Торговля потерпевшие\n"
     "P Обзор Азии\n"
     "P Правовая г.\n"
     "H 1. обзор\n"
     "P За мером.\n"
     "P Главный приговоров.\n"
     "H 2. Нормы\n"
     "H 2.1. составы\n"
     "P Исходной проституции.\n"
     "P В 1.\n"
     "H 2.2. миграция\n"
     "P Потерпевший участвуют.\n"},
    {"corpus/trafficking-review-ru.pdf", 2,
     "P Тех, рублей.\n"
     "H 3. Практика\n"
     "H 3.1. дел\n"
     "P Российские 312.\n"
     "T Таблица миграции\n"
     "C 8x4\n"
     "P Беларусь, 2.\n"},
    {"corpus/trafficking-review-ru.pdf", 3,
     "T Таблица итогу\n"
     "C 6x5\n"
     "T Источник: приютов.\n"
     "H 3.2. нет\n"
     "P Труднее условным.\n"
     "P Европейский ний.\n"
     "H 3.3. Помощь\n"
     "P В боятся.\n"
     "P Компенсация части.\n"
     "H 4. Рекомендации\n"
     "P Ниже партнёрам.\n"
     "I 1. ведомство.\n"
     "I 2. РФ.\n"},
    {"corpus/trafficking-review-ru.pdf", 4,
     "I 3. труда.\n"
     "I 4. Европы.\n"
     "I 5. осуждённого.\n"
     "I 6. объединениям.\n"
     "P Отдельно региона.\n"
     "H Литература Литература\n"
     "L [1] г.\n"
     "L [2] https://www.coe.int/trafficking\n"
     "L [3] 2018.\n"
     "L [4] 17–29.\n"},
};

}  // namespace proviso
