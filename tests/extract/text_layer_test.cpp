#include "extract/page/text_layer.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "extract/page/garbage.h"
#include "extract/page/glyphs.h"
#include "extract/page/utf8.h"
#include "tests/extract/drawn_source.h"

namespace proviso::extract {
namespace {

std::vector<PageWord> words(std::string_view text) {
  std::vector<PageWord> result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    if (end > at) result.push_back({.text = std::string(text.substr(at, end - at))});
    at = end + 1;
  }
  return result;
}

// "good", or grade and reason.
std::string verdict(const std::vector<PageWord>& page) {
  const TextLayerVerdict found = judge_text_layer(page);
  if (found.grade == Grade::good) return found.reason.empty() ? "good" : "good, yet " + found.reason;
  return (found.grade == Grade::bad ? "bad: " : "poor: ") + found.reason;
}
std::string verdict(std::string_view text) { return verdict(words(text)); }

constexpr std::string_view english =
    "The committee asked the authorities to register every worker who had crossed the border before the end "
    "of the year, and to publish the lists of employers that keep passports. It noted with regret that the "
    "inspectors were not allowed to enter private homes without a warrant.";

constexpr std::string_view russian =
    "Комитет просил власти зарегистрировать каждого работника, пересёкшего границу до конца года, и "
    "опубликовать списки работодателей, которые удерживают паспорта. Он с сожалением отметил, что инспекторы "
    "не могли войти в частные дома без ордера.";

// `text` with each character of `from` written as the character of `to` at its place.
std::string substituted(std::string_view text, std::u32string_view from, std::u32string_view to) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    char32_t character = next_character(text, at);
    if (const auto place = from.find(character); place != from.npos) character = to[place];
    append_utf8(result, character);
  }
  return result;
}

TEST(TextLayer, LanguagesAreGood) {
  for (const std::string_view text :
       {english, russian,
        std::string_view("Der Ausschuss bat die Behörden, die Rechtsschutzversicherungspflicht der "
                         "Arbeitsvermittler und die Durchschnittsgeschwindigkeit der Antragsprüfung "
                         "nachvollziehbar zu veröffentlichen; Einschränkungen sollten schriftlich "
                         "begründet werden. Selbstständige Handwerksbetriebe schließen Verträge."),
        std::string_view("Comitetul a cerut autorităților să înregistreze fiecare lucrător care a trecut "
                         "frontiera înainte de sfârșitul anului și să publice listele angajatorilor care "
                         "rețin pașapoartele acestora fără încuviințarea judecătorului."),
        std::string_view("Le comité a demandé aux autorités d'enregistrer chaque travailleur qui avait "
                         "passé la frontière avant la fin de l'année et de publier les listes des "
                         "employeurs qui gardent les passeports."),
        std::string_view("El comité pidió a las autoridades que registraran a cada trabajador que había "
                         "cruzado la frontera antes de fin de año y que publicaran las listas."),
        std::string_view("Het comité vroeg de overheid om elke werknemer die voor het einde van het jaar "
                         "de grens was overgestoken te registreren en de lijsten te publiceren."),
        std::string_view("Odbor je tražio od vlasti da upišu svakog radnika koji je prešao granicu pre "
                         "kraja godine, a trg, vrt, prst, krv, smrt, crn, tvrd i brz su obične reči."),
        std::string_view("Одбор је тражио од власти да упишу сваког радника који је прешао границу пре "
                         "краја године, а трг, врт, прст, крв, смрт, црн, тврд и брз су обичне речи."),
        std::string_view("Ủy ban đã yêu cầu chính quyền đăng ký mỗi người lao động đã vượt biên giới trước "
                         "cuối năm và công bố danh sách những người sử dụng lao động giữ hộ chiếu"),
        std::string_view("Комитет бийликтерден жыл аягына чейин чек арадан өткөн ар бир жумушчуну каттоону "
                         "жана паспортторду кармап турган иш берүүчүлөрдүн тизмесин жарыялоону өтүндү"),
        std::string_view("Կոմիտեն խնդրեց իշխանություններին գրանցել յուրաքանչյուր աշխատողի, ով հատել է "
                         "սահմանը մինչև տարվա վերջը, և հրապարակել գործատուների ցուցակները։"),
        std::string_view("კომიტეტმა სთხოვა ხელისუფლებას დაერეგისტრირებინა ყველა მუშა, რომელმაც საზღვარი "
                         "წლის ბოლომდე გადაკვეთა, და გამოექვეყნებინა სიები."),
        std::string_view("طلبت اللجنة من السلطات تسجيل كل عامل عبر الحدود قبل نهاية السنة ونشر قوائم أصحاب "
                         "العمل الذين يحتفظون بجوازات السفر")}) {
    EXPECT_EQ(verdict(text), "good") << text;
  }
}

TEST(TextLayer, TablesAddressesAndListsAreGood) {
  for (const std::string_view text :
       {std::string_view(""),
        std::string_view("12.5 13.7 1,204 55% -3 17 (4) 2018 2019 * 0.01 <5 >100 ±2 12.5 13.7 1,204 55%"),
        std::string_view("https://www.example.org/a_b/c?d=e&f=g http://example.net/%D0%9F%D1%80 a_b@c_d.org "
                         "https://x.example/y~z[1]=2 www.example.org www.example.com/q#r=s ftp://f.example/g "
                         "http://a.example/1 http://b.example/2 http://c.example/3 http://d.example/4"),
        std::string_view("OSCE UNHCR IOM ILO CSTO EAEU OHCHR BMZ GIZ USSR GDR FRG NKVD MVD FMS SSSR CPRF "
                         "LDPR KGB FSB GRU MChS CIS UNFPA UNDP WFP WHO FAO NGO HRW ICRC CCPR CERD CRPD CRC "
                         "CEDAW CMW CED SPT HCNM BDIHR MDG SDG GDP GNP PPP CPI LFS"),
        std::string_view(
            "hh_size age_grp sex_code edu_lvl work_st wage_mn hours_wk job_type ind_code occ_code "
            "res_urb mig_dur rem_rcv rem_use ctry_dst year_out mon_back"),
        std::string_view("Krzysztof Brzęczyszczykiewicz, Hrvoje Krstić, Mkrtich Mkrtchyan, Wolfgang Schmidt, "
                         "Tengiz Mchedlishvili, Olga Gryshchenko, Zbigniew Szczęsny, Aziz Umarov, Nino "
                         "Mgeladze, Dmitry Vdovin, Aram Ter-Grigoryan, Sven Lindqvist, Ana Popescu"),
        std::string_view("the worker(s) and employer(s) of the region(s), country(ies) and district(s), "
                         "party(ies), case(s), minor(s), victim(s), parent(s), child(ren), person(s)")}) {
    EXPECT_EQ(verdict(text), "good") << text;
  }
}

TEST(TextLayer, UnexplainedCharacters) {
  std::vector<PageWord> page =
      words("aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeeeeeeeee");  // 50 characters
  page[0].unknown = 1;
  EXPECT_EQ(verdict(page), "good");
  page[0].unknown = 2;
  EXPECT_EQ(verdict(page), "poor: some characters without a Unicode meaning");
  page[1].unknown = 4;
  EXPECT_EQ(verdict(page), "bad: characters without a Unicode meaning");
  EXPECT_EQ(verdict("a\x01\x02 b\x03 c\x04\x05"), "bad: characters without a Unicode meaning");
}

// Fonts whose code for А is ':' and so on through the alphabet: the usual fault of old Russian PDFs.
TEST(TextLayer, CyrillicUnderLatinCodesIsBad) {
  std::u32string cyrillic, codes;
  for (char32_t i = 0; i < 64; ++i) {
    cyrillic += U'А' + i;
    codes += U':' + i;
  }
  const std::string shifted = substituted(russian, cyrillic, codes);
  EXPECT_TRUE(shifted.starts_with("Dhfbl_l ijhkbe \\eZklb")) << shifted;
  EXPECT_EQ(verdict(shifted), "bad: symbols inside words");
}

TEST(TextLayer, BytesOfAnotherCodePageAreBad) {
  std::u32string cyrillic, latin;
  for (char32_t i = 0; i < 64; ++i) {
    cyrillic += U'А' + i;
    latin += U'À' + i;
  }
  EXPECT_EQ(verdict(substituted(russian, cyrillic, latin)),
            "bad: accented letters in place of another script");
}

TEST(TextLayer, ExchangedLettersAreBad) {
  EXPECT_EQ(verdict(substituted(english, U"abcdefghijklmnopqrstuvwxyz", U"qwertyuiopasdfghjklzxcvbnm")),
            "bad: letters of no language");
  EXPECT_EQ(
      verdict(substituted(russian, U"абвгдежзийклмнопрстуфхцчшщъыьэюя", U"йцукенгшщзхъфывапролджэячсмитьбю")),
      "bad: letters of no language");
}

TEST(TextLayer, RecognitionOfNoiseIsBad) {
  EXPECT_EQ(
      verdict("TE9Ob5E-6e)wk l1rn}qi a7b<c we|rk pa~t3r lo^n m0v=d th{e sh!p no]w ver\\y c4n`t st#ck gr%en "
              "bl$ck wh+te"),
      "bad: symbols inside words");
}

TEST(TextLayer, AFewLettersAreNotJudged) {
  EXPECT_EQ(verdict("Bgdh hkl zq tkbkl"), "good");
  EXPECT_EQ(verdict("x]y a\\b"), "good");
}

TEST(TextLayer, APartInLettersOfNoLanguageIsLeftOut) {
  constexpr std::string_view further =
      "Inspectors visited farms, quarries and building sites in three provinces, heard seasonal workers "
      "without their employers, and drew up protocols about withheld wages, long shifts and missing "
      "contracts. Courts fined several companies; prosecutors opened proceedings against two recruiters.";
  const std::string garbled = substituted(std::string(english) + " " + std::string(further),
                                          U"abcdefghijklmnopqrstuvwxyz", U"qwertyuiopasdfghjklzxcvbnm");
  std::vector<PageWord> page =
      words(std::string(english) + " " + std::string(further) + " " + std::string(english) + " " + garbled);
  const TextLayerVerdict found = judge_text_layer(page);
  EXPECT_EQ(verdict(page), "poor: letters of no language in a part of the page");
  leave_out_garbage(page, found.garbled);
  EXPECT_EQ(page.front().text, "The");
  EXPECT_LT(page.size(), 160U);
  EXPECT_GT(page.size(), 100U);
}

TEST(TextLayer, GarbageInsideAGoodPageIsLeftOutByItself) {
  DrawnPage page;
  page.lines(50, 100, {"The committee heard 14 workers in \uE0A1\uE0A2\uE0A3 May 2018 and M]heh\\guc asked"});
  page.lines(50, 130, {"Dhfbl_l ijhkbe \\eZklb aZj_]bkljbjh\\Zlv dZ`^h]h jZ[hlgbdZ 2019"});
  page.lines(50, 160, {"\uE001 see www.example.org/a?b=c&d=[e] for more."});
  std::string rest;
  for (int i = 0; i < 12; ++i) {
    page.text(50, 200 + 12.0F * static_cast<float>(i),
              "and every worker of the province was heard by the court");
    rest += "and every worker of the province was heard by the court ";
  }
  rest.back() = '\n';
  EXPECT_EQ(outline(read_drawn({page})),
            std::string("P The committee heard 14 workers in May 2018 and asked\n") +
                "I see www.example.org/a?b=c&d=[e] for more.\nP " + rest);
}

TEST(TextLayer, WhatIsDrawnOverHiddenTextIsRead) {
  DrawnPage page;
  page.text(50, 100, "The number was 143,000 in 2018.");
  page.hidden(50, 100, "The nunber wos 148,000 in 2016.");
  page.hidden(50, 200, "Recognised below a picture.");
  EXPECT_EQ(outline(read_drawn({page})),
            "P The number was 143,000 in 2018.\nP Recognised below a picture.\n");
}

TEST(TextLayer, RealPages) {
  const std::filesystem::path reports = PROVISO_SOURCE_DIR "/../shared/reports-real";
  if (!std::filesystem::exists(reports)) GTEST_SKIP() << "no reports at " << reports;
  int bad_files = 0, other_files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(reports)) {
    if (entry.path().extension() != ".pdf") continue;
    const bool expected_bad = entry.path().filename().string().starts_with("badlayer-");
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    const auto source = open_poppler(bytes);
    const int pages = std::min(source->page_count(), 5);
    for (int number = 1; number <= pages; ++number) {
      const std::vector<PageWord> page = words_of(source->page(number));
      if (page.empty()) continue;
      EXPECT_EQ(judge_text_layer(page).grade == Grade::bad, expected_bad)
          << entry.path().filename() << " page " << number << " is " << verdict(page);
    }
    (expected_bad ? bad_files : other_files) += 1;
  }
  EXPECT_GT(bad_files, 0);
  EXPECT_GT(other_files, 0);
}

}  // namespace
}  // namespace proviso::extract
