"""The words of the demonstration's pages. Events, numbers and people in them are invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sample:
    """A page: written `days` before now, shown for `lasts` days (0: for ever); `stays` is where its first version ends.

    `pictures` are scenes of `drawing` with what is on them; a body names one as `anh:scene`.
    """

    section: str
    slug: str
    title: str
    summary: str
    body: str
    days: int
    lasts: int = 0
    stays: str = "published"
    english: tuple[str, str, str] | None = None
    pictures: Mapping[str, str] = field(default_factory=dict)
    text_number: str = ""
    validity: str = "in_force"


PAGES = (
    Sample(
        "gioi-thieu", "gioi-thieu-cong", "Giới thiệu Cổng thông tin và dịch vụ công",
        "Một nơi để tìm thủ tục, nộp hồ sơ, trả phí, tra cứu và nhận kết quả.",
        """Đây là **cổng trình diễn** của phần mềm nguồn mở Công Vụ. Tin, văn bản và người trên cổng đều được dựng lên.

# Ông/bà làm được gì ở đây

- Tìm thủ tục bằng lời thường ngày, không cần gõ dấu.
- Xem cần giấy tờ gì, mất bao lâu, phí bao nhiêu, ai quyết định.
- Nộp hồ sơ trên mạng, dừng giữa chừng rồi quay lại bằng máy khác.
- Tra cứu hồ sơ bằng mã in trên giấy hẹn và bốn số cuối của thẻ căn cước.

# Ai chịu trách nhiệm nội dung

Biên tập viên viết, người khác trong cơ quan đọc lại rồi mới đăng. Mọi bản cũ đều được giữ.
""",
        320, pictures={"office": "Trụ sở cơ quan với cầu thang ở giữa, tranh vẽ"},
        english=(
            "About this portal",
            "One place to find a procedure, file it, pay, follow it and receive the result.",
            """This is the **demonstration portal** of Công Vụ. Its news, texts and people are made up.

# What you can do here

- Find a procedure by everyday words, with or without Vietnamese accents.
- Read what papers are needed, how long it takes, what it costs and who decides.
- File online, stop half-way and go on from another device.
- Look a dossier up by the code on its receipt and four digits of the identity card.
""",
        ),
    ),
    Sample(
        "tin-tuc", "nop-ho-so-o-dau-cung-duoc", "Nộp hồ sơ ở phường, xã nào cũng được",
        "Ông/bà không cần về nơi cư trú: trung tâm nào cũng nhận hồ sơ của cả thành phố.",
        """Từ ngày 01/7/2025, mỗi Trung tâm Phục vụ hành chính công trong thành phố nhận hồ sơ của **mọi** xã, phường.

![](anh:counter)

# Làm thế nào

1. Đến trung tâm gần nhất, hoặc nộp ngay trên cổng.
2. Cán bộ kiểm tra giấy tờ, in giấy hẹn có mã hồ sơ.
3. Hồ sơ được chuyển đến cơ quan giải quyết trong ngày.
4. Nhận kết quả ở chính nơi đã nộp, qua bưu điện, hoặc trên mạng.

Địa chỉ và điện thoại của các trung tâm ở trang [Nơi nộp hồ sơ](/noi-nop-ho-so/).
""",
        12, pictures={"counter": "Người dân và cán bộ ở hai bên quầy tiếp nhận, phía trên là đồng hồ, tranh vẽ"},
        english=(
            "File at any ward or commune",
            "You need not go back to where you live: every centre receives for the whole city.",
            """Since 1 July 2025 each administration service centre of the city receives for **every** ward.

![Two people at a counter](anh:counter)

1. Go to the centre nearest to you, or file on this portal.
2. The clerk checks the papers and prints a receipt with the code of your dossier.
3. It is sent on to the agency that settles it on the same day.
4. Receive the result where you filed, by post, or online.
""",
        ),
    ),
    Sample(
        "tin-tuc", "ban-giao-cau-mau", "Bàn giao cầu Mẫu cho người dân đi lại",
        "Cầu nối hai phường ven sông, có làn riêng cho xe đạp và người đi bộ (tin trình diễn).",
        """Sáng nay, đơn vị thi công bàn giao **cầu Mẫu**. Cầu có hai làn xe, một làn xe đạp và vỉa hè hai bên.

![](anh:bridge)

| Loại xe | Được đi | Ghi chú |
|---|---|---|
| Xe đạp, xe máy | cả ngày | làn riêng |
| Ô tô con | cả ngày | tối đa 50 km/giờ |
| Xe tải | 21 giờ đến 5 giờ | dưới 10 tấn |

> Tin này được dựng lên để trình diễn; không có cây cầu nào như vậy.
""",
        5, pictures={"bridge": "Cầu dây văng màu đỏ bắc qua sông, hai bờ xanh, tranh vẽ"},
    ),
    Sample(
        "tin-tuc", "man-hinh-tra-cuu-o-sanh", "Có màn hình tra cứu ở sảnh các trung tâm",
        "Quét mã vạch trên giấy hẹn để xem hồ sơ đến đâu, in tờ khai, lấy số thứ tự.",
        """Ở sảnh mỗi trung tâm có một **màn hình chạm**:

- quét mã vạch trên giấy hẹn để biết hồ sơ đang ở đâu;
- tìm thủ tục, in tờ khai để điền tay;
- lấy số thứ tự.

Màn hình tự trở về trang đầu và không giữ lại thông tin của ông/bà.
""",
        20,
    ),
    Sample(
        "tin-tuc", "gop-y-cach-goi-thu-tuc", "Ông/bà gọi thủ tục này là gì?",
        "Cổng học thêm cách gọi thường ngày của thủ tục từ lời người dân.",
        """Nhiều người tìm *sổ đỏ* chứ không tìm *giấy chứng nhận quyền sử dụng đất*. Cổng hiểu cả hai.

Nếu tìm mà không thấy, hãy nói cho cán bộ ở quầy biết ông/bà đã gõ gì. Cách gọi đó sẽ được thêm vào.
""",
        33,
    ),
    Sample(
        "thong-bao", "tiep-nhan-sang-thu-bay", "Trung tâm thành phố tiếp nhận cả sáng thứ Bảy",
        "Từ 7 giờ 30 đến 11 giờ 30; ngày này không tính vào thời hạn giải quyết.",
        """Trung tâm Phục vụ hành chính công thành phố tiếp nhận hồ sơ **sáng thứ Bảy, 7 giờ 30 đến 11 giờ 30**.

Ngày thứ Bảy không tính vào thời hạn giải quyết. Các phường, xã làm việc từ thứ Hai đến thứ Sáu.
""",
        8, lasts=90,
    ),
    Sample(
        "thong-bao", "bao-tri-dem-thu-sau", "Bảo trì hệ thống đêm thứ Sáu",
        "Cổng tạm dừng nhận hồ sơ từ 22 giờ đến 23 giờ.",
        "Bản đang soạn của ông/bà vẫn còn nguyên. Sau 23 giờ, hãy mở lại trang để làm tiếp.\n",
        40, lasts=3,
    ),
    Sample(
        "huong-dan", "nop-ho-so-truc-tuyen", "Nộp hồ sơ trực tuyến trong năm bước",
        "Tìm thủ tục, điền tờ khai, chụp giấy tờ, xem lại, gửi.",
        """# 1. Tìm thủ tục

Gõ việc cần làm, ví dụ `lam giay khai sinh`, ở [trang tìm thủ tục](/thu-tuc/).

# 2. Điền tờ khai

Mỗi trang chỉ vài câu. Sai ở đâu, trang nói ngay ở đó. Dừng giữa chừng cũng không mất.

# 3. Chụp giấy tờ

Chụp từng trang; nhiều ảnh được ghép thành một tệp. Xem [cách chụp cho rõ](/trang/huong-dan/chup-giay-to/).

# 4. Xem lại và gửi

Gửi một lần. Mất mạng đúng lúc đó thì gửi lại: hồ sơ không bị gửi hai lần.

# 5. Theo dõi

Cán bộ trả lời trong **8 giờ làm việc**. Phải bổ sung thì ông/bà được báo kèm lý do.
""",
        60,
        english=(
            "File online in five steps",
            "Find the procedure, fill in the form, photograph the papers, review, send.",
            """# 1. Find the procedure

Type what you need, for example `birth certificate`, on the [page of procedures](/thu-tuc/).

# 2. Fill in the form

Each page has a few questions. A mistake is told where it is. Nothing is lost when you stop half-way.

# 3. Photograph the papers

Page by page; several pictures become one file.

# 4. Review and send

Send once. If the connection breaks at that moment, send again: nothing is filed twice.

# 5. Follow it

The counter answers within **8 working hours**, with reasons if something is missing.
""",
        ),
    ),
    Sample(
        "huong-dan", "chup-giay-to", "Chụp giấy tờ bằng điện thoại cho rõ",
        "Đặt phẳng, đủ sáng, lấy trọn bốn góc.",
        """![](anh:phone)

- Đặt giấy trên mặt phẳng **khác màu** với giấy.
- Chụp gần cửa sổ, không bật đèn nháy.
- Lấy trọn bốn góc, chữ đọc được khi phóng to.
- Mỗi trang một ảnh, chụp theo thứ tự.
""",
        59, pictures={"phone": "Điện thoại chụp một tờ giấy đặt phẳng, khung đỏ lấy trọn tờ giấy, tranh vẽ"},
    ),
    Sample(
        "pho-bien-phap-luat", "khai-sinh-trong-60-ngay", "Đăng ký khai sinh trong 60 ngày thì không mất lệ phí",
        "Cha, mẹ có trách nhiệm đăng ký khai sinh cho con trong 60 ngày kể từ ngày sinh.",
        """**Luật Hộ tịch** (Điều 15) giao cha hoặc mẹ đăng ký khai sinh cho con trong 60 ngày kể từ ngày sinh con.
Cha mẹ không đi được thì ông, bà hoặc người thân khác đi thay.

Đăng ký đúng hạn thì được miễn lệ phí. Xem [cần những giấy tờ gì](/thu-tuc/?q=khai+sinh).
""",
        75,
    ),
    Sample(
        "chi-dao-dieu-hanh", "lich-tiep-cong-dan", "Lịch tiếp công dân của lãnh đạo thành phố",
        "Tuần đầu và tuần thứ ba hằng tháng (lịch trình diễn).",
        """| Ngày | Người tiếp | Nơi tiếp |
|---|---|---|
| Thứ Tư tuần đầu | Chủ tịch | Trụ sở tiếp công dân |
| Thứ Tư tuần thứ ba | Phó Chủ tịch | Trụ sở tiếp công dân |

Giờ tiếp: 8 giờ đến 11 giờ. Mang theo giấy tờ liên quan đến việc cần trình bày.
""",
        28,
    ),
    Sample(
        "van-ban", "quy-che-mot-cua-mau", "Quy chế tiếp nhận hồ sơ tại Trung tâm Phục vụ hành chính công",
        "Văn bản trình diễn: cách tiếp nhận, luân chuyển và trả kết quả trong thành phố.",
        """# Điều 1. Phạm vi

Quy chế này quy định việc tiếp nhận, luân chuyển hồ sơ và trả kết quả tại các trung tâm trong thành phố.

# Điều 2. Không phụ thuộc địa giới

Trung tâm nhận hồ sơ thuộc thẩm quyền của mọi xã, phường trong thành phố.
""",
        140, text_number="01/QĐ-TRD",
    ),
    Sample(
        "van-ban", "danh-muc-dich-vu-cong-mau", "Danh mục dịch vụ công trực tuyến toàn trình",
        "Văn bản trình diễn, đã được thay bằng danh mục mới.",
        "Danh mục kèm theo văn bản trình diễn này không còn áp dụng.\n",
        300, text_number="02/QĐ-TRD", validity="expired",
    ),
    Sample(
        "thong-tin-cong-khai", "danh-muc-thong-tin", "Danh mục thông tin phải được công khai",
        "Theo Luật Tiếp cận thông tin: những gì ông/bà đọc được ở đây, những gì phải yêu cầu.",
        """Thông tin dưới đây được đăng trên cổng mà không cần yêu cầu:

- thủ tục hành chính, thời hạn, phí, lệ phí;
- văn bản, chương trình, kế hoạch và kết quả thực hiện;
- báo cáo tài chính hằng năm, số liệu thống kê;
- dự thảo đang lấy ý kiến.

Cần thông tin khác, ông/bà gửi phiếu yêu cầu đến văn phòng, hoặc hỏi tại quầy.
""",
        200,
    ),
    Sample(
        "lay-y-kien", "gop-y-quy-dinh-via-he", "Góp ý dự thảo quy định sử dụng vỉa hè",
        "Mời ông/bà góp ý đến hết thời hạn ghi ở trên (dự thảo trình diễn).",
        "Dự thảo cho phép để xe máy ở vỉa hè rộng trên **3 mét**, chừa lối đi cho người đi bộ ít nhất 1,5 mét.\n",
        15, lasts=45,
    ),
    Sample(
        "lien-he", "lien-he", "Liên hệ",
        "Nơi trả lời câu hỏi về hồ sơ và về cổng.",
        """- Hỏi về hồ sơ: trung tâm nơi ông/bà đã nộp, xem [Nơi nộp hồ sơ](/noi-nop-ho-so/).
- Hỏi về nội dung của cổng: văn phòng của thành phố.
""",
        310,
    ),
    Sample(
        "tin-tuc", "ngay-hoi-doc-sach", "Ngày hội đọc sách ở công viên Mẫu",
        "Sáng Chủ nhật, có quầy đổi sách cũ lấy sách mới.",
        "Ngày hội mở cửa từ **8 giờ đến 16 giờ**. Mang theo sách cũ để đổi.\n",
        1, stays="in_review",
    ),
    Sample(
        "chi-dao-dieu-hanh", "giao-ban-thang", "Giao ban tháng của lãnh đạo thành phố",
        "Nội dung và kết luận.", "Cuộc họp bàn ba việc: đường, trường, chợ.\n", 2, stays="sent_back",
    ),
    Sample(
        "huong-dan", "nop-phi-truc-tuyen", "Nộp phí trực tuyến",
        "", "Đang viết: các bước nộp phí, cách lấy biên lai.\n", 1, stays="draft",
    ),
)  # fmt: skip
