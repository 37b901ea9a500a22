"""How people speak of procedures: events of their lives, other words for the law's words, and words that say nothing.

What people call one procedure stands in its pack (`words`, `life_events`); here is what holds for many. Pure data.
"""

from django.utils.translation import gettext_lazy as _

# Keys are what a pack writes under `life_events`; the order is that of a life.
LIFE_EVENTS = {
    "sinh-con": _("Sinh con, nuôi con"),
    "di-hoc": _("Đi học, thi cử"),
    "ket-hon": _("Kết hôn"),
    "di-lam": _("Đi làm, thuê người làm"),
    "mo-doanh-nghiep": _("Mở quán, mở doanh nghiệp"),
    "lam-nha": _("Làm nhà, sửa nhà"),
    "mua-ban-dat": _("Mua bán, thừa kế nhà đất"),
    "chuyen-cho-o": _("Chuyển chỗ ở"),
    "xe-co": _("Mua xe, đi lại"),
    "le-hoi-su-kien": _("Tổ chức lễ hội, sự kiện"),
    "om-dau": _("Ốm đau, chữa bệnh"),
    "nghi-huu": _("Nghỉ hưu, tuổi già"),
    "nguoi-than-mat": _("Người thân mất"),
    "mat-giay-to": _("Mất, hỏng, sai giấy tờ"),
    "khieu-nai": _("Khiếu nại, tố cáo, kiến nghị"),
}

# The law's word, and how people say the same: a procedure that is called by the first is found by the others too.
SAME = (
    ("khai sinh", "sinh con", "đẻ con", "em bé", "trẻ sơ sinh", "con mới sinh"),
    ("kết hôn", "cưới", "cưới vợ", "cưới chồng", "lấy vợ", "lấy chồng", "hôn thú"),
    ("khai tử", "chết", "mất", "qua đời", "từ trần", "chứng tử", "báo tử"),
    ("con nuôi", "xin con nuôi", "nhận nuôi"),
    ("quyền sử dụng đất", "sổ đỏ", "sổ hồng", "bìa đỏ", "giấy tờ đất", "đất đai", "nhà đất"),
    ("đăng ký biến động", "sang tên", "mua bán", "chuyển nhượng", "tặng cho", "thừa kế"),
    ("thế chấp", "vay ngân hàng", "cầm cố"),
    ("chuyển mục đích", "lên thổ cư", "đất thổ cư"),
    ("nhà ở riêng lẻ", "làm nhà", "xây nhà", "cất nhà", "sửa nhà", "xây dựng nhà"),
    ("giấy phép xây dựng", "xin phép xây", "phép xây dựng"),
    ("hộ kinh doanh", "mở quán", "mở cửa hàng", "mở tiệm", "buôn bán", "bán hàng", "kinh doanh cá thể"),
    ("thành lập công ty", "mở công ty", "lập công ty", "mở doanh nghiệp", "thành lập doanh nghiệp"),
    ("giấy phép lái xe", "bằng lái", "bằng lái xe", "gplx"),
    ("đăng ký xe", "biển số", "cà vẹt", "giấy tờ xe", "mua xe"),
    ("bản sao", "sao y", "công chứng", "photo", "phô tô"),
    ("thường trú", "hộ khẩu", "nhập khẩu", "nhập hộ khẩu"),
    ("tạm trú", "thuê trọ", "ở trọ", "thuê nhà", "kt3"),
    ("lý lịch tư pháp", "tiền án", "tiền sự", "án tích"),
    ("tình trạng hôn nhân", "độc thân", "chưa vợ", "chưa chồng"),
    ("bảo hiểm y tế", "bhyt", "thẻ bảo hiểm"),
    ("căn cước", "cccd", "chứng minh thư", "cmnd"),
    ("khám bệnh", "chữa bệnh", "phòng khám", "bệnh viện"),
    ("dược", "nhà thuốc", "hiệu thuốc", "bán thuốc"),
    ("khiếu nại", "thắc mắc", "kêu oan"),
    ("tố cáo", "tố giác", "trình báo"),
    ("lao động nước ngoài", "người nước ngoài", "work permit"),
)

# Said with any wish, so they hardly tell one from another. Folded.
IDLE = (
    "ai anh bac cach cai can cau chi cho chua chung co cua cung da dang de den di duoc em gap gi giay giup hay ho hoi "
    "hom khi khong ky la lam minh muon nao nay nen nhu nhung o ong phai roi sao se so ta tai the thi thu to toi tuc "
    "va ve vi voi xin"
)
