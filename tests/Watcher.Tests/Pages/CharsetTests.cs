using System.Text;
using Watcher.Reading.Pages;

namespace Watcher.Tests.Pages;

public class CharsetTests
{
    private const string Ukrainian = "Міст через річку відкрили після ремонту, повідомила міська рада у четвер.";
    private const string Russian = "Мост через реку открыли после ремонта, сообщила городская администрация в четверг.";
    private const string French = "Le pont a été rouvert après les travaux, a déclaré la mairie à midi.";

    static CharsetTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("header says it", "windows-1251", "windows-1251", Ukrainian)]
    [InlineData("header is quoted", "koi8-u", "\"KOI8-U\"", Ukrainian)]
    [InlineData("header lies, bytes are UTF-8", "utf-8", "iso-8859-1", Russian)]
    [InlineData("header says UTF-8, bytes are not", "windows-1251", "utf-8", Russian)]
    [InlineData("header names nothing known", "windows-1251", "bogus", Russian)]
    [InlineData("detected windows-1251", "windows-1251", null, Ukrainian)]
    [InlineData("detected KOI8", "koi8-u", null, Russian)]
    [InlineData("detected Latin", "windows-1252", null, French)]
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
    [InlineData("<?xml version='1.0' encoding='utf-8'?><a>Мост</a>", "utf-16")]
    [InlineData("<a>Мост</a>", "utf-32")]
    public void Decode_DeclaredInTheBody_GivesTheText(string text, string written) =>
        Assert.Equal(text, Charset.Decode(Encoding.GetEncoding(written).GetBytes(text), null).Text);

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
