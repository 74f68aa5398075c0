using System.Text;
using Watcher.Reading.Pages;

namespace Watcher.Tests.Pages;

public class CharsetTests
{
    private const string Ukrainian = "Міст через річку відкрили після ремонту, повідомила міська рада у четвер.";
    private const string Russian = "Мост через реку открыли после ремонта, сообщила городская администрация в четверг.";
    private const string French = "Le pont a été rouvert après les travaux, a déclaré la mairie à midi.";

    private const string Japanese = "橋は修理のあと木曜日に再び開通したと市が発表した。カメラの費用は明らかにされていない。";
    private const string Chinese = "市政府星期四表示，河上的大桥在修理之后重新开放，但没有公布修理的费用。";
    private const string Traditional = "市政府星期四表示，河上的大橋在修理之後重新開放，但沒有公布修理的費用。";
    private const string Korean = "강을 건너는 다리가 수리를 마치고 목요일에 다시 열렸다고 시가 발표했다.";

    static CharsetTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("koi8-r", "windows-1251", "Мост в Дравце открыли. Город Дравец. Мэрия Дравца. Река Вельма.", "Мост в Дравце открыли. Город Дравец. Мэрия Дравца. Река Вельма.")]
    [InlineData("windows-1251", "koi8-r", "Мост в Дравце открыли. Город Дравец. Мэрия Дравца. Река Вельма.", "Мост в Дравце открыли. Город Дравец. Мэрия Дравца. Река Вельма.")]
    [InlineData("windows-1251", "windows-1251", "МОСТ В ДРАВЦЕ ОТКРЫЛИ. ГОРОД ДРАВЕЦ. мЭР. МЭРИЯ ДРАВЦА. РЕКА ВЕЛЬМА", "МОСТ В ДРАВЦЕ ОТКРЫЛИ. ГОРОД ДРАВЕЦ. мЭР. МЭРИЯ ДРАВЦА. РЕКА ВЕЛЬМА")]
    public void Decode_CyrillicUnderTheNameOfTheOtherCodePage_IsReadByTheCaseOfItsLetters(string written, string label, string text, string read) =>
        Assert.Equal(read, Charset.Decode(Encoding.GetEncoding(written).GetBytes(text), label).Text);

    [Fact]
    public void Decode_MarkOfUtf16BeforePlainBytes_IsPassedOver() =>
        Assert.Equal($"<p>{Russian}</p>", Charset.Decode([0xFF, 0xFE, .. Encoding.UTF8.GetBytes($"<p>{Russian}</p>")], null).Text);

    [Theory]
    [InlineData("header says it", "windows-1251", "windows-1251", Ukrainian)]
    [InlineData("header is quoted", "koi8-u", "\"KOI8-U\"", Ukrainian)]
    [InlineData("header lies, bytes are UTF-8", "utf-8", "iso-8859-1", Russian)]
    [InlineData("header says UTF-8, bytes are not", "windows-1251", "utf-8", Russian)]
    [InlineData("header names nothing known", "windows-1251", "bogus", Russian)]
    [InlineData("detected windows-1251", "windows-1251", null, Ukrainian)]
    [InlineData("detected KOI8", "koi8-u", null, Russian)]
    [InlineData("detected Latin", "windows-1252", null, French)]
    [InlineData("detected EUC-JP", "euc-jp", null, Japanese)]
    [InlineData("detected Shift_JIS", "shift_jis", null, Japanese)]
    [InlineData("detected GB 2312", "gb2312", null, Chinese)]
    [InlineData("detected Big5", "big5", null, Traditional)]
    [InlineData("detected EUC-KR", "euc-kr", null, Korean)]
    [InlineData("header says Latin-1, bytes are KOI8", "koi8-u", "iso-8859-1", Russian)]
    [InlineData("header says Latin-1, bytes are Shift_JIS", "shift_jis", "iso-8859-1", Japanese)]
    [InlineData("header says Latin-1, and it is", "windows-1252", "iso-8859-1", French)]
    [InlineData("Latin capitals in a row", "windows-1252", null, "ÉTÉ À LA MÊLÉE: « ÇÀ ET LÀ », dit le maire, très étonné par l'été")]
    [InlineData("UTF-16 without a mark, no tag first", "utf-16", null, "\n  <rss><channel><title>Міст</title></channel></rss>")]
    [InlineData("big-endian UTF-16, JSON", "utf-16BE", null, "{\"title\":\"Міст\",\"items\":[]}")]
    [InlineData("latin1 means windows-1252", "windows-1252", "latin1", "“Déjà vu” – 5 €")]
    [InlineData("UTF-16 label on UTF-8 bytes", "utf-8", "utf-16", Ukrainian)]
    public void Decode_BytesAndHeader_GivesTheText(string name, string written, string? header, string text)
    {
        var decoded = Charset.Decode(Encoding.GetEncoding(written).GetBytes(text), header);

        Assert.True(text == decoded.Text, $"{name}: {decoded}");
    }

    [Theory]
    [InlineData("<?xml version='1.0' encoding='windows-1251'?><a>Мост</a>", "windows-1251")]
    [InlineData("<html><head><meta charset=windows-1251><title>Мост</title>", "windows-1251")]
    [InlineData("<html><meta http-equiv='Content-Type' content='text/html; charset=koi8-r'><title>Мост</title>", "koi8-r")]
    [InlineData("<?xml version='1.0' encoding='gb2312'?><a>大桥</a>", "gb2312")]
    [InlineData("<?xml version='1.0' encoding='utf-8'?><a>Мост</a>", "utf-16")]
    [InlineData("<a>Мост</a>", "utf-32")]
    public void Decode_DeclaredInTheBody_GivesTheText(string text, string written) =>
        Assert.Equal(text, Charset.Decode(Encoding.GetEncoding(written).GetBytes(text), null).Text);

    [Theory]
    [InlineData("windows-1251", Ukrainian)]
    [InlineData("windows-1251", Russian)]
    [InlineData("koi8-u", Russian)]
    [InlineData("windows-1252", French)]
    [InlineData("windows-1250", "Most přes řeku byl po opravě znovu otevřen, oznámila radnice; żółć gęślą jaźń, źdźbło")]
    [InlineData("windows-1253", "Η γέφυρα πάνω από το ποτάμι άνοιξε ξανά μετά τις εργασίες, ανακοίνωσε ο δήμος.")]
    [InlineData("windows-1254", "Köprü onarımdan sonra yeniden açıldı, dedi belediye başkanı; şöyle güçlü ığdır.")]
    public void Decode_AnyPartOfASingleByteText_IsNeverTakenForEastAsian(string encoding, string text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            for (var end = start + 1; end <= text.Length; end++)
            {
                var charset = Charset.Decode(Encoding.GetEncoding(encoding).GetBytes(text[start..end]), null).Charset;

                Assert.True(charset is "windows-1251" or "koi8-u" or "windows-1252" or "utf-8" or "us-ascii", $"{text[start..end]}: {charset}");
            }
        }
    }

    [Fact]
    public void Decode_HeaderLatin1BodyOther_BodyIsBelieved()
    {
        const string Text = "<?xml version='1.0' encoding='windows-1251'?><a>Мост</a>";

        Assert.Equal(Text, Charset.Decode(Encoding.GetEncoding("windows-1251").GetBytes(Text), "ISO-8859-1").Text);
    }

    [Fact]
    public void Decode_ByteOrderMark_IsNoPartOfTheText()
    {
        Assert.Equal("x", Charset.Decode([0xEF, 0xBB, 0xBF, (byte)'x'], "windows-1251").Text);
        Assert.Equal("x", Charset.Decode([0xFE, 0xFF, 0, (byte)'x'], null).Text);
    }

    [Fact]
    public void Decode_CutOffUtf8_StaysUtf8()
    {
        var bytes = Encoding.UTF8.GetBytes(Ukrainian)[..^2];

        Assert.StartsWith("Міст через", Charset.Decode(bytes, null).Text, StringComparison.Ordinal);
    }
}
